package dev.countersign.domain;

import java.time.Instant;
import java.util.Set;

/**
 * A customer's credential. Several may be live at once.
 *
 * @param id its identity; part of a generated key's text
 * @param customerId whose it is
 * @param label what its owner calls it, unique among the customer's keys
 * @param kind whether a person chose it or the server made it
 * @param verifier a PHC hash for a chosen password, the hexadecimal SHA-256 of a generated key
 * @param scopes what it, and the tokens got with it, may do
 * @param createdAt when it was made
 */
public record ApiKey(
    ApiKeyId id,
    CustomerId customerId,
    String label,
    Kind kind,
    String verifier,
    Set<Scope> scopes,
    Instant createdAt) {

  /** Keeps an unmodifiable copy of the scopes. */
  public ApiKey {
    scopes = Set.copyOf(scopes);
  }

  /** How a key came to be, and so how it is checked. */
  public enum Kind {
    /** Chosen by a person, checked with Argon2id. */
    PASSWORD,
    /** 256 random bits, checked with SHA-256. */
    GENERATED
  }

  /** Without the verifier: it never belongs in a log. */
  @Override
  public String toString() {
    return "ApiKey[" + id + " of " + customerId + ", " + label + "]";
  }
}
