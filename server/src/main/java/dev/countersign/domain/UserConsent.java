package dev.countersign.domain;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a person has agreed that a client may learn and do.
 *
 * @param customerId the isolation boundary
 * @param userId who agreed
 * @param clientId to whom
 * @param scopes to what, in the order it is told
 * @param grantedAt when, the last time
 */
public record UserConsent(
    CustomerId customerId,
    UserId userId,
    ClientId clientId,
    Set<String> scopes,
    Instant grantedAt) {

  /** Keeps an unmodifiable copy. */
  public UserConsent {
    scopes = Collections.unmodifiableSet(new LinkedHashSet<>(scopes));
  }
}
