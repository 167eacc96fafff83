package dev.countersign.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How long and how often undelivered messages are tried.
 *
 * @param maxAge age at which a message is given up
 * @param baseDelay wait after the first failure; doubles with each
 * @param maxDelay longest wait between two tries
 * @param smsUrl the gateway that text messages are posted to; empty means that none is sent
 */
public record OutboxSettings(
    Duration maxAge, Duration baseDelay, Duration maxDelay, Optional<URI> smsUrl) {

  static OutboxSettings from(Values values) {
    return new OutboxSettings(
        values.get(Keys.OUTBOX_MAX_AGE),
        values.get(Keys.OUTBOX_BASE_DELAY),
        values.get(Keys.OUTBOX_MAX_DELAY),
        values.get(Keys.OUTBOX_SMS_URL));
  }
}
