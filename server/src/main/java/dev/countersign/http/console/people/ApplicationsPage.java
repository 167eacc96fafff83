package dev.countersign.http.console.people;

import dev.countersign.account.OwnApplications.Application;
import dev.countersign.domain.ClientId;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.page.Problems;
import dev.countersign.store.NotFound;
import java.util.List;

/** {@code …/users/{user}/applications}: what a person uses the account with, and an end to it. */
final class ApplicationsPage implements Endpoint {
  private static final String PATH = "/applications";

  private final PeopleFeatures features;

  ApplicationsPage(PeopleFeatures features) {
    this.features = features;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        features.person().page(PATH, this::shown),
        features.person().act(PATH + "/{client}/withdraw", this::withdraw));
  }

  private Reply shown(Person person) {
    Table table =
        Table.of(
            person.words(),
            "console.user.applications",
            Column.named(
                person.words(),
                "console.user.application.",
                "name",
                "scopes",
                "agreed",
                "last",
                "act"),
            features.applications().list(person.customer(), person.id()).stream()
                .map(one -> row(person, one))
                .toList(),
            "console.user.applications.none");
    return person.page(
        200,
        Problems.NONE,
        Section.of(person.text("console.user.applications"))
            .saying(person.text("console.user.applications.lead"))
            .listing(table));
  }

  private static List<Cell> row(Person person, Application application) {
    Cell act = new Cell.Words("");
    if (!person.head().untouchable()) {
      act =
          new Cell.Act(
              person.text("console.user.application.withdraw"),
              application.client().name(),
              person.path(PATH + "/" + application.client().id() + "/withdraw"));
    }
    return List.of(
        new Cell.Words(application.client().name()),
        new Cell.Code(String.join(" ", application.scopes().stream().sorted().toList())),
        new Cell.Moment(application.agreedAt()),
        new Cell.Moment(application.lastGrantAt()),
        act);
  }

  private Reply withdraw(Person person) {
    ClientId client =
        ClientId.parse(person.request().exchange().pathParam("client"))
            .orElseThrow(() -> new NotFound("the application"));
    if (!features.applications().end(person.customer(), person.id(), client, person.origin())) {
      throw new NotFound("the application");
    }
    return person.done(PATH, "withdrawn");
  }
}
