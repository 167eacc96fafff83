package dev.countersign.http.console.people;

import dev.countersign.crypto.Secret;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.people.Section.LineForm;
import dev.countersign.http.page.Field;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import dev.countersign.store.AlreadyExists;
import dev.countersign.user.NewUser;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code …/users/new}: somebody new, with a password, by invitation, or without either. */
final class NewUserPage implements Endpoint {
  private static final String PATH = "/users/new";
  private static final String NAME = "user-name";
  private static final String PASSWORD = "password";
  private static final Map<String, String> FIELDS =
      Map.of(
          "userName",
          NAME,
          "fullName",
          "full-name",
          "phoneNumber",
          "phone",
          "countryCode",
          "country-code");
  private static final int UNPROCESSABLE = 422;

  private final PeopleFeatures features;

  NewUserPage(PeopleFeatures features) {
    this.features = features;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        features.routes().within(PATH, request -> page(request, 200, Problems.NONE)),
        features.routes().act(PATH, this::sent));
  }

  private Reply sent(ConsoleRequest request) {
    Problems problems = faulty(request, missing(request));
    if (!problems.none()) {
      return page(request, UNPROCESSABLE, problems);
    }
    if (features.users().find(request.customerId(), request.field(NAME)).isPresent()) {
      return page(request, 409, taken(request, Problems.NONE));
    }
    User made;
    try {
      made = made(request);
    } catch (AlreadyExists e) {
      return page(request, 409, taken(request, Problems.NONE));
    } catch (InvalidInput e) {
      return page(request, UNPROCESSABLE, Problems.ofForm(NAME, String.valueOf(e.getMessage())));
    }
    return ConsoleRequest.done(request.path("/users/" + made.id()), said(request));
  }

  private String said(ConsoleRequest request) {
    String said = "user-" + how(request);
    return how(request).equals("invited") ? features.mailed(said) : said;
  }

  private static Problems taken(ConsoleRequest request, Problems problems) {
    return problems.and(NAME, request.words().text("console.new-user.taken"));
  }

  /** What the feature would refuse, each beside its field, with what is wrong already. */
  private Problems faulty(ConsoleRequest request, Problems missing) {
    Optional<Secret> password =
        how(request).equals(PASSWORD) && !password(request).isEmpty()
            ? Optional.of(Secret.of(password(request)))
            : Optional.empty();
    NewUser wanted = new NewUser(request.field(NAME), profile(request), password);
    Problems problems = missing;
    for (Map.Entry<String, String> fault : features.users().faults(wanted).entrySet()) {
      String field = FIELDS.getOrDefault(fault.getKey(), fault.getKey());
      if (problems.at(field).isEmpty()) {
        problems = problems.and(field, worded(request.words(), fault.getKey(), fault.getValue()));
      }
    }
    boolean there = features.users().find(request.customerId(), request.field(NAME)).isPresent();
    return there && !problems.none() ? taken(request, problems) : problems;
  }

  /** With the field called as the page calls it. */
  private static String worded(Messages words, String part, String why) {
    String label =
        switch (part) {
          case "userName" -> words.text("console.new-user.name");
          case "fullName" -> words.text("console.users.full-name");
          case "email" -> words.text("console.new-user.email");
          default -> "";
        };
    return why.startsWith(part + " ") ? label + why.substring(part.length()) : why;
  }

  private static Problems missing(ConsoleRequest request) {
    Messages words = request.words();
    Problems missing = Problems.NONE;
    if (request.field(NAME).isEmpty()) {
      missing = missing.and(NAME, words.text("console.new-user.name.missing"));
    }
    if (how(request).equals("invited") && request.field("email").isEmpty()) {
      missing = missing.and("email", words.text("console.new-user.email.missing"));
    }
    if (how(request).equals("password") && password(request).isEmpty()) {
      missing = missing.and(PASSWORD, words.text("console.new-user.password.missing"));
    }
    return missing;
  }

  private static String how(ConsoleRequest request) {
    String how = request.field(LineForm.CHOICE);
    return List.of("password", "invited").contains(how) ? how : "created";
  }

  /** Not stripped: what somebody types is what they type again. */
  private static String password(ConsoleRequest request) {
    return request.form().optionalText(PASSWORD).orElse("");
  }

  private User made(ConsoleRequest request) {
    String name = request.field(NAME);
    Profile profile = profile(request);
    return switch (how(request)) {
      case "invited" ->
          features
              .accounts()
              .invitations()
              .invite(request.customerId(), name, profile, request.origin());
      case "password" -> {
        Secret password = Secret.of(password(request));
        NewUser wanted = new NewUser(name, profile, Optional.of(password));
        yield Hashing.run(features.pool(), () -> created(request, wanted));
      }
      default -> created(request, new NewUser(name, profile, Optional.empty()));
    };
  }

  private static Profile profile(ConsoleRequest request) {
    return new Profile(
        request.field("full-name"),
        request.field("email"),
        false,
        request.field("phone"),
        request.field("country-code"));
  }

  private User created(ConsoleRequest request, NewUser wanted) {
    return features.users().create(request.customerId(), wanted, request.origin());
  }

  private Reply page(ConsoleRequest request, int status, Problems problems) {
    Messages words = request.words();
    LineForm form =
        new LineForm(
            request.path(PATH),
            fields(request, words),
            List.of(
                Map.entry("created", words.text("console.new-user.how.created")),
                Map.entry("invited", words.text("console.new-user.how.invited")),
                Map.entry("password", words.text("console.new-user.how.password"))),
            request.exchange().safe() ? "created" : how(request),
            words.text("console.new-user.submit"),
            Optional.empty());
    Sheet sheet =
        Sheet.of(request.frame(), words.text("console.users.new"), Section.of("").asking(form));
    return request.page(status, Sheet.TEMPLATE, sheet.with(problems));
  }

  private static List<Field> fields(ConsoleRequest request, Messages words) {
    return List.of(
        Field.text(NAME, words.text("console.new-user.name"), "off", sent(request, NAME)),
        Field.text(
                "full-name",
                words.text("console.users.full-name"),
                "off",
                sent(request, "full-name"))
            .optional(),
        Field.text("email", words.text("console.new-user.email"), "off", sent(request, "email"))
            .typed("email")
            .optional(),
        Field.text("phone", words.text("console.user.phone"), "off", sent(request, "phone"))
            .typed("tel")
            .optional(),
        Field.text(
                "country-code",
                words.text("console.user.country-code"),
                "off",
                sent(request, "country-code"))
            .optional(),
        Field.password(PASSWORD, words.text("console.new-user.password"), "new-password")
            .hinting(words.text("console.new-user.password.hint"))
            .optional());
  }

  private static String sent(ConsoleRequest request, String field) {
    return request.exchange().safe() ? "" : request.field(field);
  }
}
