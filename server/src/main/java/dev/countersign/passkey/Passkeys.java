package dev.countersign.passkey;

import dev.countersign.audit.AuditLog;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.factor.RecoverySheet;
import dev.countersign.keys.KeyRing;
import dev.countersign.store.Store;
import java.security.SecureRandom;
import java.time.InstantSource;

/**
 * The two ceremonies, wired together.
 *
 * @param registration adds them
 * @param assertion checks them
 */
public record Passkeys(PasskeyRegistration registration, PasskeyAssertion assertion) {
  /** Wires them. */
  public static Passkeys of(
      Store store,
      KeyRing ring,
      KeyEncryption encryption,
      RecoverySheet recovery,
      AuditLog audit,
      SecureRandom random,
      InstantSource clock) {
    Ceremony ceremony = new Ceremony();
    PasskeyChallenges challenges = new PasskeyChallenges(encryption, random, clock);
    return new Passkeys(
        new PasskeyRegistration(store, ring, ceremony, challenges, recovery, audit, clock),
        new PasskeyAssertion(store, ring, ceremony, challenges, clock));
  }
}
