package dev.countersign.domain;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A link that was mailed, good for one use.
 *
 * @param digest the SHA-256 of its token
 * @param customerId the isolation boundary
 * @param userId whose account it is about, or null for a sign-up, which has none yet
 * @param purpose what following it does
 * @param subject the SHA-256 of what another such link is asked for by
 * @param sealedPayload what the purpose needs, encrypted under the key-encryption key
 * @param createdAt when it was made
 * @param expiresAt until when it may be followed
 */
public record AccountLink(
    byte[] digest,
    CustomerId customerId,
    @Nullable UserId userId,
    Purpose purpose,
    byte[] subject,
    byte[] sealedPayload,
    Instant createdAt,
    Instant expiresAt) {

  /** What following a link does. Names are stored, so they are never changed. */
  public enum Purpose {
    /** Makes the account that was signed up for. */
    SIGN_UP,
    /** Lets an invited person choose their first password. */
    INVITATION,
    /** Shows that the account's address is the person's. */
    VERIFY_ADDRESS,
    /** Chooses a new password in place of a forgotten one. */
    RESET_PASSWORD,
    /** Shows that the new address is the person's, and takes it. */
    CONFIRM_ADDRESS,
    /** Keeps the old address, or takes it back. */
    REFUSE_ADDRESS,
    /** Calls the deletion of the account off. */
    RESTORE
  }

  /** Whose account it is about; absent for a sign-up. */
  public Optional<UserId> user() {
    return Optional.ofNullable(userId);
  }

  /** Without the digest and the payload. */
  @Override
  public String toString() {
    return "AccountLink[" + purpose + " of " + customerId + "]";
  }
}
