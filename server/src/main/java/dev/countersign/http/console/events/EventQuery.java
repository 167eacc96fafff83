package dev.countersign.http.console.events;

import dev.countersign.audit.AuditReview;
import dev.countersign.domain.AuditLook;
import dev.countersign.domain.AuditLook.Whose;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.UserId;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.TableQuery;
import dev.countersign.http.page.Problems;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the page's address asks of the trail. */
final class EventQuery {
  static final String KIND = "kind";
  static final String OUTCOME = "outcome";
  static final String DIALECT = "dialect";
  static final String USER = "user";
  static final String FROM = "from";
  static final String TO = "to";
  static final String SUCCEEDED = "success";
  static final String FAILED = "failure";

  private static final Pattern YEAR = Pattern.compile("^[1-9][0-9]{3}-");

  private final ConsoleRequest request;
  private final TableQuery query;
  private final Function<String, Optional<UserId>> users;

  /**
   * Reads the address.
   *
   * @param users finds the person of that name
   */
  EventQuery(ConsoleRequest request, Function<String, Optional<UserId>> users) {
    this.request = request;
    this.query = TableQuery.of(request, KIND, OUTCOME, DIALECT, USER, FROM, TO);
    this.users = users;
  }

  TableQuery table() {
    return query;
  }

  /**
   * The look.
   *
   * @throws InvalidInput when something in the address means nothing
   */
  AuditLook look(int limit) {
    return new AuditLook(
        whose(),
        kind(),
        succeeded(),
        text(DIALECT),
        user(),
        moment(FROM, Duration.ZERO).orElse(Instant.EPOCH),
        // Events of this very moment are in it.
        moment(TO, Duration.ofDays(1)).orElseGet(() -> received().plusSeconds(1)),
        EventPlace.read(query.after()),
        limit);
  }

  /** What means nothing, field by field. */
  Problems problems() {
    Map<String, Supplier<Object>> fields = new LinkedHashMap<>();
    fields.put(KIND, () -> Optional.ofNullable(kind()));
    fields.put(USER, () -> Optional.ofNullable(user()));
    fields.put(FROM, () -> moment(FROM, Duration.ZERO));
    fields.put(TO, () -> moment(TO, Duration.ofDays(1)));
    Problems problems = Problems.NONE;
    for (Map.Entry<String, Supplier<Object>> field : fields.entrySet()) {
      try {
        var _ = field.getValue().get();
      } catch (InvalidInput e) {
        String why = ConsoleRequest.sentence(String.valueOf(e.getMessage()));
        problems = problems.and(field.getKey(), why);
      }
    }
    return problems;
  }

  private Instant received() {
    return request.exchange().receivedAt();
  }

  private Whose whose() {
    Optional<CustomerId> customer = request.visit().of().map(one -> one.id());
    return customer
        .<Whose>map(Whose.OfCustomer::new)
        .orElseGet(() ->
            "server".equals(request.query("whose"))
                ? new Whose.OfServer()
                : new Whose.OfEverybody());
  }

  private @Nullable String text(String name) {
    String text = query.filter(name);
    return text.isEmpty() ? null : text;
  }

  private @Nullable String kind() {
    String kind = text(KIND);
    if (kind != null && !AuditReview.kinds().contains(kind)) {
      throw new InvalidInput("there is no such kind of event; choose one of the list");
    }
    return kind;
  }

  private @Nullable Boolean succeeded() {
    return switch (query.filter(OUTCOME)) {
      case SUCCEEDED -> true;
      case FAILED -> false;
      default -> null;
    };
  }

  private @Nullable UserId user() {
    String name = text(USER);
    if (name == null) {
      return null;
    }
    // Nothing finds a person's events without their customer but reading everybody's.
    if (request.visit().of().isEmpty()) {
      throw new InvalidInput("look for a user in the events of their customer");
    }
    return users
        .apply(name)
        .or(() -> UserId.parse(name))
        .orElseThrow(() -> new InvalidInput("there is no user of that name; check the spelling"));
  }

  /** A day, or a day and a time, in UTC. A day alone as an end means the end of it. */
  private Optional<Instant> moment(String name, Duration wholeDay) {
    String text = query.filter(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (!YEAR.matcher(text).find()) {
        throw new DateTimeException("no year of four digits");
      }
      if (text.length() <= "2026-11-22".length()) {
        return Optional.of(
            LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC).plus(wholeDay));
      }
      return Optional.of(
          LocalDateTime.parse(text.replace(' ', 'T').replaceFirst("Z$", ""))
              .toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      throw new InvalidInput(
          "write a time like 2026-11-22 or 2026-11-22 03:04, in UTC, in the field \""
              + request.words().text("console.events." + name)
              + "\"");
    }
  }
}
