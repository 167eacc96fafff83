package dev.countersign.http.console.people;

import dev.countersign.audit.AuditLog;
import dev.countersign.domain.AuditEvent;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What happened to a person, as a table. */
final class EventTable {
  private EventTable() {}

  static Table of(
      Person person, List<AuditEvent> events, Optional<String> first, Optional<String> next) {
    return new Table(
        person.text("console.user.events"),
        Stream.of("at", "kind", "outcome", "dialect", "actor")
            .map(name -> Column.of(person.text("console.user.event." + name)))
            .toList(),
        events.stream().map(EventTable::row).toList(),
        first,
        next,
        person.text("console.user.events.none"));
  }

  private static List<Cell> row(AuditEvent event) {
    String tone = event.outcome().equals(AuditLog.SUCCESS) ? "good" : "bad";
    return List.of(
        new Cell.Moment(Optional.of(event.at())),
        new Cell.Code(event.kind()),
        new Cell.Badge(event.outcome(), tone),
        new Cell.Words(event.dialect()),
        new Cell.Code(event.actor().isEmpty() ? "–" : event.actor()));
  }
}
