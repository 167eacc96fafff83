package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.EventSum;
import dev.countersign.domain.ScoreSum;
import dev.countersign.store.EventSums;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

record SqlEventSums(Handle handle) implements EventSums {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  /** What nodes that sum at once wait for each other with. */
  private static final String COUNTER = "event_sums";

  private record Score(long customer, String outcome, int band) {}

  @Override
  public OptionalLong lastComplete() {
    return number("SELECT max(hour) AS number FROM summed_hour");
  }

  @Override
  public OptionalLong newest() {
    return number("SELECT max(id) AS number FROM audit_event");
  }

  @Override
  public OptionalLong oldest() {
    OptionalLong oldest = number("SELECT min(at) AS number FROM audit_event");
    if (oldest.isEmpty()) {
      return oldest;
    }
    return OptionalLong.of(oldest.getAsLong() / HOUR);
  }

  private OptionalLong number(String sql) {
    return handle
        .createQuery(sql)
        .map((row, context) -> Optional.ofNullable(Columns.optionalLong(row, "number")))
        .one()
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  @Override
  public void recount(long hour, ToIntFunction<String> bandOf) {
    var _ = new SqlCounters(handle).next(COUNTER);
    clear("event_sum", hour);
    clear("score_sum", hour);
    handle
        .createUpdate(
            """
            INSERT INTO event_sum (customer_id, hour, kind, dialect, outcome, events)
            SELECT coalesce(customer_id, 0), :hour, kind, dialect, outcome, count(*)
            FROM audit_event WHERE at >= :from AND at < :to
            GROUP BY coalesce(customer_id, 0), kind, dialect, outcome\
            """)
        .bind("hour", hour)
        .bind("from", hour * HOUR)
        .bind("to", (hour + 1) * HOUR)
        .execute();
    store(hour, scores(hour, bandOf));
  }

  private void clear(String table, long hour) {
    handle
        .createUpdate("DELETE FROM <table> WHERE hour = :hour")
        .define("table", table)
        .bind("hour", hour)
        .execute();
  }

  private Map<Score, Long> scores(long hour, ToIntFunction<String> bandOf) {
    Map<Score, Long> scores = new HashMap<>();
    try (Stream<Score> found =
        handle
            .createQuery(
                """
                SELECT coalesce(customer_id, 0) AS customer, outcome, detail FROM audit_event
                WHERE at >= :from AND at < :to AND kind = 'face_authenticate'\
                """)
            .bind("from", hour * HOUR)
            .bind("to", (hour + 1) * HOUR)
            .map((row, context) ->
                new Score(
                    row.getLong("customer"),
                    row.getString("outcome"),
                    bandOf.applyAsInt(row.getString("detail"))))
            .stream()) {
      found.filter(one -> one.band() >= 0).forEach(one -> scores.merge(one, 1L, Long::sum));
    }
    return scores;
  }

  private void store(long hour, Map<Score, Long> scores) {
    if (scores.isEmpty()) {
      return;
    }
    PreparedBatch batch =
        handle.prepareBatch(
            """
            INSERT INTO score_sum (customer_id, hour, outcome, band, events)
            VALUES (:customer, :hour, :outcome, :band, :events)\
            """);
    scores.forEach((score, events) ->
        batch
            .bind("customer", score.customer())
            .bind("hour", hour)
            .bind("outcome", score.outcome())
            .bind("band", score.band())
            .bind("events", events)
            .add());
    batch.execute();
  }

  @Override
  public void complete(long hour) {
    handle
        .createUpdate(
            """
            INSERT INTO summed_hour (id, hour) VALUES (1, :hour)
            ON CONFLICT (id) DO UPDATE SET hour = :hour WHERE summed_hour.hour < :hour\
            """)
        .bind("hour", hour)
        .execute();
  }

  @Override
  public List<EventSum> between(Optional<CustomerId> customer, long from, long to) {
    String whose = customer.isPresent() ? "customer_id = :customer AND " : "";
    return handle
        .createQuery(
            """
            SELECT hour, kind, dialect, outcome, sum(events) AS events FROM event_sum
            WHERE <whose> hour >= :from AND hour < :to
            GROUP BY hour, kind, dialect, outcome ORDER BY hour\
            """)
        .define("whose", whose)
        .bind("customer", customer.map(CustomerId::value).orElse(0L))
        .bind("from", from)
        .bind("to", to)
        .map((row, context) ->
            new EventSum(
                row.getLong("hour"),
                row.getString("kind"),
                row.getString("dialect"),
                row.getString("outcome"),
                row.getLong("events")))
        .list();
  }

  @Override
  public List<ScoreSum> scores(CustomerId customer, long from, long to) {
    return handle
        .createQuery(
            """
            SELECT outcome, band, sum(events) AS events FROM score_sum
            WHERE customer_id = :customer AND hour >= :from AND hour < :to
            GROUP BY outcome, band ORDER BY outcome, band\
            """)
        .bind("customer", customer.value())
        .bind("from", from)
        .bind("to", to)
        .map((row, context) ->
            new ScoreSum(row.getString("outcome"), row.getInt("band"), row.getLong("events")))
        .list();
  }

  @Override
  public int deleteBefore(long hour, int limit) {
    int events = delete("event_sum", "kind, dialect, outcome", hour, limit);
    return Math.max(events, delete("score_sum", "outcome, band", hour, limit));
  }

  private int delete(String table, String rest, long hour, int limit) {
    return handle
        .createUpdate(
            """
            DELETE FROM <table> WHERE (customer_id, hour, <rest>) IN
              (SELECT customer_id, hour, <rest> FROM <table> WHERE hour < :hour LIMIT :limit)\
            """)
        .define("table", table)
        .define("rest", rest)
        .bind("hour", hour)
        .bind("limit", limit)
        .execute();
  }
}
