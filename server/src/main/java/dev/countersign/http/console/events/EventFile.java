package dev.countersign.http.console.events;

import dev.countersign.audit.AuditReview;
import dev.countersign.domain.AuditEvent;
import dev.countersign.domain.AuditLook;
import dev.countersign.http.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A look through the trail as a file, with so many events at most. It is written portion by portion
 * as it is read by whoever asked: no more than one portion is in memory.
 */
final class EventFile implements Reply.Streamed {
  /** How many are read at once. */
  static final int PORTION = 200;

  private static final int MOST = 50_000;

  /** So many looks may read all they may and find less than a portion. */
  private static final int VAIN_LOOKS = 25;

  private final AuditReview review;
  private final Supplier<EventNames> names;
  private final Form form;
  private final AuditLook look;

  /**
   * A file that is yet to be read.
   *
   * @param names what people are called now; asked anew for each portion, so that it holds few
   */
  EventFile(AuditReview review, Supplier<EventNames> names, Form form, AuditLook look) {
    this.review = review;
    this.names = names;
    this.form = form;
    this.look = look;
  }

  /** How a file is written. */
  sealed interface Form {
    String head();

    String line(Map<String, String> event);

    String type();

    String ending();
  }

  /** RFC 4180: comma-separated values. */
  record Csv() implements Form {
    @Override
    public String head() {
      return String.join(",", COLUMNS) + "\r\n";
    }

    @Override
    public String line(Map<String, String> event) {
      return event.values().stream().map(Csv::quoted).collect(Collectors.joining(",")) + "\r\n";
    }

    /**
     * Section 2.6: "Fields containing line breaks (CRLF), double quotes, and commas should be
     * enclosed in double-quotes." What a spreadsheet would take for a formula is kept from being
     * one.
     */
    private static String quoted(String text) {
      String safe = text;
      if (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
        safe = "'" + text;
      }
      if (safe.matches("[^\"\\r\\n,]*")) {
        return safe;
      }
      return "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String type() {
      return "text/csv; charset=utf-8; header=present";
    }

    @Override
    public String ending() {
      return "csv";
    }
  }

  /** One JSON object a line. */
  record Json() implements Form {
    @Override
    public String head() {
      return "";
    }

    @Override
    public String line(Map<String, String> event) {
      return new String(Reply.json(200, event).body(), StandardCharsets.UTF_8) + "\n";
    }

    @Override
    public String type() {
      return "application/x-ndjson; charset=utf-8";
    }

    @Override
    public String ending() {
      return "jsonl";
    }
  }

  private static final List<String> COLUMNS =
      List.of(
          "at",
          "id",
          "customer",
          "kind",
          "outcome",
          "user",
          "actor",
          "dialect",
          "requestId",
          "detail");

  @Override
  public long length() {
    return -1;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(form.head().getBytes(StandardCharsets.UTF_8));
    Optional<AuditLook> next = Optional.of(look);
    int lines = 0;
    int vain = 0;
    while (next.isPresent() && lines < MOST && vain < VAIN_LOOKS) {
      AuditLook portion = next.get();
      AuditLook.Seen seen = review.look(portion);
      out.write(text(seen));
      lines += seen.events().size();
      vain += seen.events().size() < portion.limit() ? 1 : 0;
      next = seen.rest().map(portion::goingOn);
    }
    out.flush();
  }

  private byte[] text(AuditLook.Seen seen) {
    EventNames called = names.get();
    return seen.events().stream()
        .map(event -> form.line(fields(called, event)))
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> fields(EventNames names, AuditEvent event) {
    List<String> values =
        List.of(
            event.at().toString(),
            Long.toString(event.id()),
            names.customer(event),
            event.kind(),
            event.outcome(),
            names.subject(event),
            names.actor(event),
            event.dialect(),
            event.requestId(),
            event.detail());
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      fields.put(COLUMNS.get(i), values.get(i));
    }
    return fields;
  }
}
