package dev.countersign.config;

import java.time.Duration;

/**
 * How long and how often undelivered messages are tried.
 *
 * @param maxAge age at which a message is given up
 * @param baseDelay wait after the first failure; doubles with each
 * @param maxDelay longest wait between two tries
 */
public record OutboxSettings(Duration maxAge, Duration baseDelay, Duration maxDelay) {

  static OutboxSettings from(Values values) {
    return new OutboxSettings(
        values.get(Keys.OUTBOX_MAX_AGE),
        values.get(Keys.OUTBOX_BASE_DELAY),
        values.get(Keys.OUTBOX_MAX_DELAY));
  }
}
