package dev.countersign.audit;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.EventSum;
import dev.countersign.domain.ScoreSum;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sums of the trail by hour, for those who look at weeks of it. An hour is summed anew as long as
 * events may still come to it; how old a sum may be is how often {@link #advance} is called.
 */
public final class Tally {
  /** A transaction that began in an hour may end as long after it. */
  private static final Duration LATE = Duration.ofMinutes(5);

  /** What was never summed, after an update, is caught up with in portions. */
  private static final int HOURS_AT_ONCE = 200;

  // The trail has small scores with an exponent, too: 3.0E-4.
  private static final Pattern SCORE = Pattern.compile("\"score\":(-?[0-9.]+(?:E-?[0-9]+)?)");

  private final Store store;
  private final InstantSource clock;

  /** The newest event, and the hour it was summed in: where neither has changed, nothing has. */
  private volatile State summed = new State(0, 0);

  private record State(long newest, long hour) {}

  public Tally(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The hour of that moment, since 1970-01-01T00:00Z. */
  public static long hour(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), Duration.ofHours(1).toSeconds());
  }

  /** Sums what is not summed for good. */
  public void advance() {
    Instant now = clock.instant();
    long current = hour(now);
    long complete = hour(now.minus(LATE)) - 1;
    State state = new State(store.read(tx -> tx.eventSums().newest().orElse(0)), complete);
    long from = store.read(tx -> Math.min(firstToSum(tx, current), complete + 1));
    if (state.equals(summed) && from > complete) {
      return;
    }
    summed = state;
    long to = Math.min(current, from + HOURS_AT_ONCE);
    for (long hour = from; hour <= to; hour++) {
      sum(hour, hour <= complete);
    }
  }

  /** A clock that was ahead once must not keep the hours since from being summed. */
  private static long firstToSum(Transaction tx, long current) {
    return tx.eventSums().lastComplete().stream()
        .map(last -> last + 1)
        .findFirst()
        .orElseGet(() -> tx.eventSums().oldest().orElse(current));
  }

  private void sum(long hour, boolean complete) {
    var _ =
        store.write(tx -> {
          tx.eventSums().recount(hour, Tally::band);
          if (complete) {
            tx.eventSums().complete(hour);
          }
          return complete;
        });
  }

  /** The band of the score that a comparison's detail tells, or -1. */
  static int band(String detail) {
    Matcher score = SCORE.matcher(detail);
    if (!score.find()) {
      return -1;
    }
    int band = (int) (Double.parseDouble(score.group(1)) * ScoreSum.BANDS);
    return Math.clamp(band, 0, ScoreSum.BANDS - 1);
  }

  /** The sums of [from, to), of one customer or of everybody. */
  public List<EventSum> between(Optional<CustomerId> customer, long from, long to) {
    return store.read(tx -> tx.eventSums().between(customer, from, to));
  }

  /** What a customer's comparisons of faces scored in [from, to). */
  public List<ScoreSum> scores(CustomerId customer, long from, long to) {
    return store.read(tx -> tx.eventSums().scores(customer, from, to));
  }

  /** Removes sums older than that, at most so many. */
  public int sweep(Transaction tx, Instant before, int limit) {
    return tx.eventSums().deleteBefore(hour(before), limit);
  }
}
