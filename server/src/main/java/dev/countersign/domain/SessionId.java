package dev.countersign.domain;

import java.util.Optional;

/**
 * The identity of one session: 63 bits, made by the application, time-ordered, written as a decimal
 * string in JSON because JavaScript numbers lose it.
 *
 * @param value the number, above zero
 */
public record SessionId(long value) {
  /** Refuses numbers no generator makes. */
  public SessionId {
    Ids.check(value);
  }

  /** Reads the decimal form; anything else, a sign or a leading zero included, is absent. */
  public static Optional<SessionId> parse(String text) {
    return Ids.parse(text).map(SessionId::new);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
