package dev.countersign.token;

import dev.countersign.crypto.Secret;

/**
 * A customer's name and key, as sent with each call. Whether they are right is checked together
 * with the answer, in one lookup; {@link Introspection} does both.
 *
 * @param customerName as presented
 * @param key as presented
 */
public record KeyCaller(String customerName, Secret key) {
  /** Without the key. */
  @Override
  public String toString() {
    return "KeyCaller[…]";
  }
}
