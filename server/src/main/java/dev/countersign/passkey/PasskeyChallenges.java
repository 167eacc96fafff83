package dev.countersign.passkey;

import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.MacKey;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.store.Transaction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;

/**
 * What authenticators sign: random, good once, for minutes, in one browser and for one purpose.
 * Every look at the page for sign-in takes one, so handing one out writes nothing: it carries its
 * expiry and a tag under a key derived from the key-encryption key.
 */
final class PasskeyChallenges {
  /** How long a person has to unlock their authenticator; a page may stand open for a while. */
  static final Duration VALID = Duration.ofMinutes(10);

  private static final int RANDOM_BYTES = 16;
  private static final int UNSIGNED = Long.BYTES + RANDOM_BYTES;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final MacKey key;
  private final SecureRandom random;
  private final InstantSource clock;

  PasskeyChallenges(KeyEncryption encryption, SecureRandom random, InstantSource clock) {
    this.key = encryption.derive("passkey challenge");
    this.random = random;
    this.clock = clock;
  }

  /**
   * A fresh challenge.
   *
   * @param bound what it is for: the purpose, and what the browser is known by
   */
  byte[] make(String bound) {
    byte[] drawn = new byte[RANDOM_BYTES];
    random.nextBytes(drawn);
    byte[] unsigned =
        ByteBuffer.allocate(UNSIGNED)
            .putLong(clock.instant().plus(VALID).toEpochMilli())
            .put(drawn)
            .array();
    return ByteBuffer.allocate(UNSIGNED + MacKey.LENGTH)
        .put(unsigned)
        .put(key.tag(signed(unsigned, bound)))
        .array();
  }

  /** Whether it is one of ours, for that, and in time. */
  boolean genuine(byte[] challenge, String bound) {
    if (challenge.length != UNSIGNED + MacKey.LENGTH) {
      return false;
    }
    byte[] unsigned = new byte[UNSIGNED];
    byte[] tag = new byte[MacKey.LENGTH];
    ByteBuffer.wrap(challenge).get(unsigned).get(tag);
    return key.verify(signed(unsigned, bound), tag) && clock.instant().isBefore(expiry(challenge));
  }

  /** Uses a genuine one up; false when it was used before. */
  boolean use(Transaction tx, byte[] challenge) {
    byte[] digest = TokenDigest.of("passkey:" + ENCODER.encodeToString(challenge)).bytes();
    return tx.nonces().use(digest, expiry(challenge));
  }

  private static Instant expiry(byte[] challenge) {
    return Instant.ofEpochMilli(ByteBuffer.wrap(challenge).getLong());
  }

  private static byte[] signed(byte[] unsigned, String bound) {
    byte[] text = bound.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(unsigned.length + text.length).put(unsigned).put(text).array();
  }
}
