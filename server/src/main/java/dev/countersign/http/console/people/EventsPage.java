package dev.countersign.http.console.people;

import dev.countersign.audit.AuditReview.Before;
import dev.countersign.domain.AuditEvent;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.console.Paged;
import dev.countersign.http.console.TableQuery;
import dev.countersign.http.page.Problems;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code …/users/{user}/events}: everything that happened to a person, newest first. */
final class EventsPage implements Endpoint {
  private static final Pattern CURSOR = Pattern.compile("([0-9]{1,15})-([0-9]{1,18})");

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
    Paged<AuditEvent> page = Paged.of(events(person, query.after()));
    return person.page(
        200,
        Problems.NONE,
        Section.of(person.text("console.user.events"))
            .listing(
                EventTable.of(
                    person,
                    page.rows(),
                    query.first(),
                    page.next(event -> event.at().toEpochMilli() + "-" + event.id())
                        .map(query::next))));
  }

  private List<AuditEvent> events(Person person, String after) {
    int limit = Paged.ASKED;
    Matcher cursor = CURSOR.matcher(after);
    if (!cursor.matches()) {
      return features.events().ofUser(person.customer(), person.id(), null, limit);
    }
    Before before =
        new Before(
            Instant.ofEpochMilli(Long.parseLong(cursor.group(1))), Long.parseLong(cursor.group(2)));
    return features.events().ofUser(person.customer(), person.id(), before, limit);
  }
}
