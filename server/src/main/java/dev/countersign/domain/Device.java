package dev.countersign.domain;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A device an account has been seen on.
 *
 * @param customerId the isolation boundary
 * @param userId whose device it is
 * @param deviceKey its name, {@code [\w-]+_[0-9a-f-]+}, at most 55 characters
 * @param groupKey the group it was remembered in
 * @param name what its owner calls it, or the empty string
 * @param publicKey the JWK that proves it (P-256 or Ed25519), or null until it is confirmed
 * @param createdAt when it was first seen
 * @param lastSeenAt when it last signed in or refreshed
 */
public record Device(
    CustomerId customerId,
    UserId userId,
    String deviceKey,
    String groupKey,
    String name,
    @Nullable String publicKey,
    Instant createdAt,
    Instant lastSeenAt) {
  /** The key that proves the device, present once it is confirmed. */
  public Optional<String> confirmedKey() {
    return Optional.ofNullable(publicKey);
  }
}
