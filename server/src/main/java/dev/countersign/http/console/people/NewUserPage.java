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
    Problems missing = missing(request);
    if (!missing.none()) {
      return page(request, UNPROCESSABLE, missing);
    }
    User made;
    try {
      made = made(request);
    } catch (AlreadyExists e) {
      String taken = request.words().text("console.new-user.taken");
      return page(request, 409, Problems.of(NAME, taken));
    } catch (InvalidInput e) {
      return page(request, UNPROCESSABLE, Problems.ofForm(NAME, String.valueOf(e.getMessage())));
    }
    return ConsoleRequest.done(request.path("/users/" + made.id()), "user-" + how(request));
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
    Profile profile =
        new Profile(
            request.field("full-name"),
            request.field("email"),
            false,
            request.field("phone"),
            request.field("country-code"));
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
