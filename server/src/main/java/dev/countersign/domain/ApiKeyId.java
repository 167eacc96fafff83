package dev.countersign.domain;

import java.util.Optional;

/**
 * The identity of one API key: 63 bits, made by the application, time-ordered, written as a decimal
 * string in JSON because JavaScript numbers lose it.
 *
 * @param value the number, above zero
 */
public record ApiKeyId(long value) {
  /** Refuses numbers no generator makes. */
  public ApiKeyId {
    Ids.check(value);
  }

  /** Reads the decimal form; anything else, a sign or a leading zero included, is absent. */
  public static Optional<ApiKeyId> parse(String text) {
    return Ids.parse(text).map(ApiKeyId::new);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
