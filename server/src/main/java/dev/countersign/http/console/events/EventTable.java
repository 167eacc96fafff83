package dev.countersign.http.console.events;

import dev.countersign.audit.AuditLog;
import dev.countersign.domain.AuditEvent;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.console.Table.Column;
import dev.countersign.http.page.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Events of the trail as a table. */
public final class EventTable {
  /** What a table shows of the events of everybody. */
  static final List<Part> OF_EVERYBODY = List.of(Part.values());

  /** Of those of one customer. */
  static final List<Part> OF_CUSTOMER =
      OF_EVERYBODY.stream().filter(part -> part != Part.CUSTOMER).toList();

  /** Of those that one person's pages show. */
  public static final List<Part> OF_PERSON =
      List.of(Part.AT, Part.KIND, Part.OUTCOME, Part.DIALECT, Part.ACTOR);

  private final Messages words;
  private final EventWords called;
  private final EventNames names;

  /**
   * Makes tables.
   *
   * @param words of the page's language
   */
  public EventTable(Messages words, EventNames names) {
    this.words = words;
    this.called = new EventWords(words);
    this.names = names;
  }

  /** What there is to be shown of an event. */
  public enum Part {
    AT,
    CUSTOMER,
    KIND,
    OUTCOME,
    USER,
    ACTOR,
    DIALECT,
    DETAIL
  }

  /** One page of them; the texts are named by their keys. */
  public Table of(String caption, List<Part> parts, List<AuditEvent> events, String empty) {
    String[] columns =
        parts.stream().map(part -> part.name().toLowerCase(Locale.ROOT)).toArray(String[]::new);
    return Table.of(
        words,
        caption,
        Column.named(words, "console.events.", columns),
        events.stream().map(event -> row(parts, event)).toList(),
        empty);
  }

  private List<Cell> row(List<Part> parts, AuditEvent event) {
    return parts.stream().map(part -> cell(part, event)).toList();
  }

  private Cell cell(Part part, AuditEvent event) {
    return switch (part) {
      case AT -> new Cell.Moment(Optional.of(event.at()));
      case CUSTOMER -> new Cell.Words(names.customer(event));
      case KIND -> named(called.kind(event.kind()), event.kind());
      case OUTCOME -> outcome(event.outcome());
      case USER -> new Cell.Words(names.subject(event));
      case ACTOR -> new Cell.Words(names.actor(event));
      case DIALECT -> named(called.dialect(event.dialect()), event.dialect());
      case DETAIL -> new Cell.Code((event.requestId() + " " + event.detail()).strip());
    };
  }

  /** Words with the name beside them; what is no longer known has its name alone. */
  private static Cell named(String text, String name) {
    return text.equals(name) ? new Cell.Code(name) : new Cell.Named(text, name);
  }

  private Cell outcome(String outcome) {
    String text = called.outcome(outcome);
    if (outcome.equals(AuditLog.SUCCESS)) {
      return new Cell.Badge(text, "good");
    }
    return new Cell.Badge(text, "bad", text.equals(outcome) ? "" : outcome);
  }
}
