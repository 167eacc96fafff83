package dev.countersign.http.console.people;

import dev.countersign.crypto.Secret;
import dev.countersign.domain.InvalidInput;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.people.Section.LineForm;
import dev.countersign.http.page.Field;
import dev.countersign.http.page.Problems;
import java.util.List;

/** {@code …/users/{user}/password}: another password, which signs its person out everywhere. */
final class PasswordPage implements Endpoint {
  private static final String PATH = "/password";
  private static final String FIELD = "password";
  private static final int UNPROCESSABLE = 422;

  private final PeopleFeatures features;

  PasswordPage(PeopleFeatures features) {
    this.features = features;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        features.person().formOfOthers(PATH, person -> page(person, 200, Problems.NONE)),
        features.person().actOnOthers(PATH, this::sent));
  }

  private Reply sent(Person person) {
    String typed = person.request().form().optionalText(FIELD).orElse("");
    if (typed.isEmpty()) {
      String missing = person.text("console.new-user.password.missing");
      return page(person, UNPROCESSABLE, Problems.of(FIELD, missing));
    }
    Secret password = Secret.of(typed);
    try {
      Hashing.run(
          features.pool(),
          () ->
              features
                  .users()
                  .setPassword(person.customer(), person.id(), password, person.origin()));
    } catch (InvalidInput e) {
      return page(person, UNPROCESSABLE, Problems.of(FIELD, String.valueOf(e.getMessage())));
    }
    return person.done("", "password");
  }

  private static Reply page(Person person, int status, Problems problems) {
    Field field = Field.password(FIELD, person.text("console.new-user.password"), "new-password");
    return person.page(
        status,
        problems,
        Section.of(person.text("console.user.set-password"))
            .saying(person.text("console.user.set-password.lead"))
            .asking(
                LineForm.of(
                    person.path(PATH), person.text("console.user.set-password.submit"), field)));
  }
}
