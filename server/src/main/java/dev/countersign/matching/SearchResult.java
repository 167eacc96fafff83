package dev.countersign.matching;

import dev.countersign.capture.Refusal;
import dev.countersign.capture.ShownPictures;
import java.time.Duration;
import java.util.List;

/** How a search for a face ended. */
public sealed interface SearchResult {
  /**
   * It was searched for.
   *
   * @param people like it, best first
   * @param threshold what was used
   */
  record Found(ShownPictures pictures, List<Person> people, Threshold threshold)
      implements SearchResult {}

  /** The picture cannot be used. */
  record Refused(Refusal refusal) implements SearchResult {}

  /** Too much work, or the gallery is still being read: not searched. */
  record Busy(Duration retryAfter) implements SearchResult {}

  /**
   * Somebody a face is like.
   *
   * @param score on the scale that clients see
   * @param blacklisted whether the customer has them on its black list
   */
  record Person(String userName, double score, boolean blacklisted) {}
}
