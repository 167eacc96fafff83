package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.EventSum;
import dev.countersign.domain.ScoreSum;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;

/** Sums of the trail by hour; hours are counted since 1970-01-01T00:00Z. */
public interface EventSums {
  /** The last hour that is summed for good. */
  OptionalLong lastComplete();

  /** The id of the event that was made last. */
  OptionalLong newest();

  /** The hour of the oldest event. */
  OptionalLong oldest();

  /**
   * Sums an hour, in place of what was summed of it before. Nodes that do so at once wait for each
   * other.
   *
   * @param bandOf the band of a comparison's detail, or a negative number for none
   */
  void recount(long hour, ToIntFunction<String> bandOf);

  /** Says that no event will come any more to that hour and those before. */
  void complete(long hour);

  /**
   * The sums of [from, to), by hour.
   *
   * @param customer whose, or of all customers and the server itself
   */
  List<EventSum> between(Optional<CustomerId> customer, long from, long to);

  /** What comparisons of faces scored in [from, to), all hours together. */
  List<ScoreSum> scores(CustomerId customer, long from, long to);

  /** Removes at most so many sums of hours before; returns how many. */
  int deleteBefore(long hour, int limit);
}
