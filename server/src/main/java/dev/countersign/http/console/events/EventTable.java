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
      case KIND -> kind(event.kind());
      case OUTCOME -> {
        boolean good = event.outcome().equals(AuditLog.SUCCESS);
        yield new Cell.Badge(called.outcome(event.outcome()), good ? "good" : "bad");
      }
      case USER -> new Cell.Words(names.subject(event));
      case ACTOR -> new Cell.Words(names.actor(event));
      case DIALECT -> new Cell.Words(called.dialect(event.dialect()));
      case DETAIL -> new Cell.Code((event.requestId() + " " + event.detail()).strip());
    };
  }

  /** What happened, in words; a kind that is no longer known has its name alone. */
  private Cell kind(String kind) {
    String text = called.kind(kind);
    return text.equals(kind) ? new Cell.Code(kind) : new Cell.Named(text, kind);
  }
}
