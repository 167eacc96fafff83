package dev.countersign.config;

import java.time.Duration;

/**
 * Lifetime of sessions and of their refresh tokens.
 *
 * @param maxAge time after signing in at which every session ends
 * @param refreshIdle time a refresh token may lie unused
 * @param refreshGrace time in which the last refresh token may be presented again, at most 60
 *     seconds
 */
public record SessionSettings(Duration maxAge, Duration refreshIdle, Duration refreshGrace) {

  static SessionSettings from(Values values) {
    return new SessionSettings(
        values.get(Keys.SESSIONS_MAX_AGE),
        values.get(Keys.REFRESH_IDLE),
        values.get(Keys.REFRESH_GRACE));
  }
}
