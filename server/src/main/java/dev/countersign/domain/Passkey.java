package dev.countersign.domain;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A WebAuthn credential: the public half of a key pair that an authenticator keeps.
 *
 * @param customerId the isolation boundary
 * @param userId whose it is
 * @param credentialId its identity, up to 1023 bytes, made by the authenticator
 * @param rpId the domain it was made for; it is of no use at another
 * @param attested the attested credential data (WebAuthn, section 6.5.1): AAGUID, id and public key
 * @param signCount the signature counter it last told; 0 where it keeps none
 * @param backupEligible whether it may be copied to other devices of the person
 * @param backedUp whether it was, as it last told
 * @param transports how its authenticator is reached, separated by spaces
 * @param name what its owner calls it
 * @param createdAt when it was registered
 * @param lastUsedAt when it last signed its owner in, or null
 */
public record Passkey(
    CustomerId customerId,
    UserId userId,
    byte[] credentialId,
    String rpId,
    byte[] attested,
    long signCount,
    boolean backupEligible,
    boolean backedUp,
    String transports,
    String name,
    Instant createdAt,
    @Nullable Instant lastUsedAt) {
  /** When it last signed its owner in. */
  public Optional<Instant> lastUsed() {
    return Optional.ofNullable(lastUsedAt);
  }

  /** Whose it is, and no more. */
  @Override
  public String toString() {
    return "Passkey[of " + userId + "]";
  }
}
