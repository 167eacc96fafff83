package dev.countersign.keys;

import dev.countersign.domain.StoredKey;
import dev.countersign.domain.StoredKey.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long each stage of a signing key's life lasts, and so what is due when.
 *
 * @param rotateEvery how long a key signs
 * @param pending how long it is published before
 * @param lastToken how long after it retired a token it signed may live
 */
public record SigningKeyTiming(Duration rotateEvery, Duration pending, Duration lastToken) {
  /** When a pending key may begin to sign. */
  public Instant signsFrom(StoredKey waiting) {
    return waiting.createdAt().plus(pending);
  }

  /** When a key that signs is to hand over to the next, unless somebody asks for it earlier. */
  public Instant handsOver(StoredKey active) {
    return since(active.activatedAt()).plus(untilNext()).plus(pending);
  }

  /** Until when a retired key is published. */
  public Instant publishedUntil(StoredKey retired) {
    return since(retired.retiredAt()).plus(lastToken);
  }

  /** Whether none of an algorithm's keys waits to take over, although one is to. */
  boolean needsPending(List<StoredKey> keys, Instant now) {
    if (keys.stream().anyMatch(key -> key.state() == State.PENDING)) {
      return false;
    }
    return keys.stream()
        .filter(key -> key.state() == State.ACTIVE)
        .noneMatch(key -> since(key.activatedAt()).plus(untilNext()).isAfter(now));
  }

  boolean maySign(StoredKey key, Instant now) {
    return key.state() == State.PENDING && !signsFrom(key).isAfter(now);
  }

  boolean mayGo(StoredKey key, Instant now) {
    return key.state() == State.RETIRED && !publishedUntil(key).isAfter(now);
  }

  private Duration untilNext() {
    Duration until = rotateEvery.minus(pending);
    return until.isNegative() ? Duration.ZERO : until;
  }

  private static Instant since(@Nullable Instant instant) {
    return instant == null ? Instant.EPOCH : instant;
  }
}
