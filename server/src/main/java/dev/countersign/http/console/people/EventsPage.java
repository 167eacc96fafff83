package dev.countersign.http.console.people;

import dev.countersign.domain.AuditEvent;
import dev.countersign.domain.AuditLook.Position;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.Paged;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.TableQuery;
import dev.countersign.http.console.events.EventNames;
import dev.countersign.http.console.events.EventPlace;
import dev.countersign.http.console.events.EventTable;
import dev.countersign.http.page.Problems;
import java.util.List;

/** {@code …/users/{user}/events}: everything that happened to a person, newest first. */
final class EventsPage implements Endpoint {
  private final PeopleFeatures features;

  EventsPage(PeopleFeatures features) {
    this.features = features;
  }

  @Override
  public List<Route> routes() {
    return List.of(features.person().page("/events", this::shown));
  }

  private Reply shown(Person person) {
    TableQuery query = TableQuery.of(person.request());
    Paged<AuditEvent> page =
        Paged.of(
            features
                .events()
                .ofUser(
                    person.customer(), person.id(), EventPlace.read(query.after()), Paged.ASKED));
    Table table =
        table(features, person, page.rows())
            .paged(query, page.next(event -> EventPlace.written(Position.of(event))));
    return person.page(
        200, Problems.NONE, Section.of(person.text("console.user.events")).listing(table));
  }

  /** What happened to a person. */
  static Table table(PeopleFeatures features, Person person, List<AuditEvent> events) {
    EventNames names = new EventNames(features.users(), features.customers());
    return new EventTable(person.words(), names)
        .of("console.user.events", EventTable.OF_PERSON, events, "console.user.events.none");
  }
}
