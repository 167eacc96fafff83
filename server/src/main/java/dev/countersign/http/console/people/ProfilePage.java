package dev.countersign.http.console.people;

import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Profile;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.people.Section.LineForm;
import dev.countersign.http.page.Field;
import dev.countersign.http.page.Problems;
import dev.countersign.store.AlreadyExists;
import dev.countersign.user.UserChange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code …/users/{user}/profile}: what a person is called, and where mail goes: after both ends
 * were asked, or at once.
 */
final class ProfilePage implements Endpoint {
  private static final String PATH = "/profile";
  private static final String NAME = "user-name";
  private static final String FULL_NAME = "full-name";
  private static final String PHONE = "phone";
  private static final String EMAIL = "email";
  private static final int UNPROCESSABLE = 422;
  private static final int CONFLICT = 409;

  private final PeopleFeatures features;

  ProfilePage(PeopleFeatures features) {
    this.features = features;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        features.person().form(PATH, person -> page(person, 200, Problems.NONE)),
        features.person().act(PATH, this::sent),
        features.person().act(PATH + "/address", this::address));
  }

  private Reply sent(Person person) {
    UserChange change =
        new UserChange(
            Optional.of(person.request().field(NAME)),
            Optional.of(person.request().field(FULL_NAME)),
            Optional.empty(),
            Optional.of(person.request().field(PHONE)),
            false);
    try {
      features.users().update(person.customer(), person.id(), change, person.origin());
    } catch (AlreadyExists e) {
      String taken = person.text("console.new-user.taken");
      return page(person, CONFLICT, Problems.of(NAME, taken));
    } catch (InvalidInput e) {
      String why = String.valueOf(e.getMessage());
      return page(person, UNPROCESSABLE, Problems.ofForm(NAME, why));
    }
    return person.done("", "profile");
  }

  private Reply address(Person person) {
    String email = person.request().field(EMAIL);
    boolean atOnce = atOnce(person);
    try {
      if (atOnce) {
        UserChange change =
            new UserChange(
                Optional.empty(), Optional.empty(), Optional.of(email), Optional.empty(), false);
        features.users().update(person.customer(), person.id(), change, person.origin());
      } else {
        features
            .accounts()
            .addressChange()
            .request(person.customer(), person.id(), email, person.origin());
      }
    } catch (InvalidInput e) {
      return page(person, UNPROCESSABLE, Problems.of(EMAIL, String.valueOf(e.getMessage())));
    }
    return person.done("", atOnce ? "address" : "address-asked");
  }

  private static boolean atOnce(Person person) {
    return person.request().field(LineForm.CHOICE).equals("at-once");
  }

  private static Reply page(Person person, int status, Problems problems) {
    return person.page(status, problems, nameForm(person), addressForm(person));
  }

  private static Section nameForm(Person person) {
    Profile profile = person.user().profile();
    return Section.of(person.text("console.user.edit"))
        .asking(
            LineForm.of(
                person.path(PATH),
                person.text("console.user.edit.submit"),
                field(person, NAME, "console.new-user.name", person.user().userName()),
                field(person, FULL_NAME, "console.users.full-name", profile.fullName()).optional(),
                field(person, PHONE, "console.user.phone", profile.phoneNumber())
                    .typed("tel")
                    .optional()));
  }

  private static Section addressForm(Person person) {
    boolean asked = person.request().exchange().safe() || !atOnce(person);
    return Section.of(person.text("console.user.address"))
        .saying(person.text("console.user.address.lead"))
        .asking(
            LineForm.of(
                    person.path(PATH + "/address"),
                    person.text("console.user.address.submit"),
                    field(person, EMAIL, "console.new-user.email", person.user().profile().email())
                        .typed("email")
                        .optional())
                .choosing(
                    asked ? "asked" : "at-once",
                    List.of(
                        Map.entry("asked", person.text("console.user.address.asked")),
                        Map.entry("at-once", person.text("console.user.address.at-once")))));
  }

  /** As it was sent, or as it is. */
  private static Field field(Person person, String name, String key, String known) {
    String value = known;
    if (!person.request().exchange().safe()) {
      value = person.request().form().optionalText(name).orElse(known);
    }
    return Field.text(name, person.text(key), "off", value);
  }
}
