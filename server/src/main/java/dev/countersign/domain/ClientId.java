package dev.countersign.domain;

import java.util.Optional;

/**
 * The identity of an application that signs people in through this server: 63 bits, made by the
 * application. Its decimal text is the {@code client_id} of OAuth.
 *
 * @param value the number, above zero
 */
public record ClientId(long value) {
  /** Refuses numbers no generator makes. */
  public ClientId {
    Ids.check(value);
  }

  /** Reads the decimal form; anything else, a sign or a leading zero included, is absent. */
  public static Optional<ClientId> parse(String text) {
    return Ids.parse(text).map(ClientId::new);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
