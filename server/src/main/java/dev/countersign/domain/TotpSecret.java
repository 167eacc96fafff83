package dev.countersign.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person's app for one-time codes was given.
 *
 * @param customerId the isolation boundary
 * @param userId whose it is
 * @param sealed the secret, encrypted under the key-encryption key
 * @param lastStep the time step of the last code that was taken, or 0
 * @param createdAt when it was made
 * @param confirmedAt when a code of it was told back for the first time, or null
 */
public record TotpSecret(
    CustomerId customerId,
    UserId userId,
    byte[] sealed,
    long lastStep,
    Instant createdAt,
    @Nullable Instant confirmedAt) {
  /** Whether the person has shown that their app has it. */
  public boolean confirmed() {
    return confirmedAt != null;
  }

  /** Whose it is, and no more. */
  @Override
  public String toString() {
    return "TotpSecret[of " + userId + "]";
  }
}
