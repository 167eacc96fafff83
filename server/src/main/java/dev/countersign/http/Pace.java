package dev.countersign.http;

import java.time.Duration;

/**
 * Whether a body comes fast enough. A sender who only means to hold on to the server sends all but
 * the end at once and the rest drop by drop, so that the mean says nothing: what counts is the
 * stretch of time that is going on.
 */
final class Pace {
  /** How long a small body may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How long a body may take for each 10 MiB, begun ones included, of the largest allowed. */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private static final long LONGEST_BRINGS = 10L * 1024 * 1024;

  /** How long a sender may be silent, and how long a large body may bring next to nothing. */
  static final Duration STRETCH = Duration.ofSeconds(10);

  private static final long LEAST_PER_STRETCH = 10 * 1024;

  private final Duration longest;
  private Duration stretchStart = Duration.ZERO;
  private long bytesBefore;

  /** Of a body of at most so many bytes. */
  Pace(long limit) {
    longest = LONGEST.multipliedBy(Math.max(1, Math.ceilDiv(limit, LONGEST_BRINGS)));
  }

  /**
   * Whether so many bytes in so much time are enough; asked after every read.
   *
   * @param elapsed since the first byte was waited for
   * @param bytes how many came until now
   */
  boolean enough(Duration elapsed, long bytes) {
    if (bytes <= BodyBudget.SMALL) {
      return elapsed.compareTo(PATIENCE) <= 0;
    }
    if (elapsed.compareTo(longest) > 0) {
      return false;
    }
    if (elapsed.minus(stretchStart).compareTo(STRETCH) < 0) {
      return true;
    }
    boolean enough = bytes - bytesBefore >= LEAST_PER_STRETCH;
    stretchStart = elapsed;
    bytesBefore = bytes;
    return enough;
  }
}
