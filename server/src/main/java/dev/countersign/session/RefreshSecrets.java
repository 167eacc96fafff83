package dev.countersign.session;

import dev.countersign.crypto.Binding;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.MacKey;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Session;
import dev.countersign.domain.Session.RefreshState;
import dev.countersign.domain.SessionId;
import java.security.SecureRandom;
import java.time.Instant;

/** The per-session secrets that refresh tokens are derived from, sealed in the session's row. */
public final class RefreshSecrets {
  private final KeyEncryption encryption;
  private final SecureRandom random;

  public RefreshSecrets(KeyEncryption encryption, SecureRandom random) {
    this.encryption = encryption;
    this.random = random;
  }

  /** The state of a session that begins, with its first token. */
  public First begin(
      CustomerId customer, SessionId session, Instant now, Instant idleUntil, boolean bound) {
    byte[] secret = new byte[MacKey.LENGTH];
    random.nextBytes(secret);
    byte[] sealed = encryption.encrypt(secret, binding(customer, session));
    return new First(
        new RefreshState(sealed, 1, now, idleUntil, bound),
        RefreshToken.text(session, 1, MacKey.of(secret)));
  }

  /** The session's secret. */
  MacKey open(Session session, RefreshState state) {
    return MacKey.of(
        encryption.decrypt(state.sealedSecret(), binding(session.customerId(), session.id())));
  }

  private static Binding binding(CustomerId customer, SessionId session) {
    return new Binding("session", "sealed_refresh_secret", customer.value(), session.toString());
  }

  /**
   * A session's refresh state as it begins.
   *
   * @param state for the row
   * @param token the first refresh token
   */
  public record First(RefreshState state, String token) {
    /** Without the token. */
    @Override
    public String toString() {
      return "First[…]";
    }
  }
}
