package dev.countersign.device;

import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.MacKey;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Single-use nonces for device proofs. Handing one out writes nothing (anybody may ask): it carries
 * its own expiry and a tag under a key derived from the key-encryption key, so every node knows its
 * own and the others'. Using one up writes its digest.
 */
public final class Challenges {
  private static final Pattern FORM =
      Pattern.compile("([1-9][0-9]{12})\\.[A-Za-z0-9_-]{22}\\.([A-Za-z0-9_-]{43})");
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
  private static final int RANDOM_BYTES = 16;

  private final Store store;
  private final MacKey key;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Duration ttl;

  public Challenges(
      Store store,
      KeyEncryption encryption,
      SecureRandom random,
      InstantSource clock,
      Duration ttl) {
    this.store = store;
    this.key = encryption.derive("device challenge");
    this.random = random;
    this.clock = clock;
    this.ttl = ttl;
  }

  /**
   * A nonce.
   *
   * @param nonce its text
   * @param ttl how long it may be used
   */
  public record Challenge(String nonce, Duration ttl) {}

  /** A fresh nonce for that device. */
  public Challenge make(String deviceKey) {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String unsigned =
        clock.instant().plus(ttl).toEpochMilli() + "." + ENCODER.encodeToString(bytes);
    byte[] tag = key.tag(signed(unsigned, deviceKey));
    return new Challenge(unsigned + "." + ENCODER.encodeToString(tag), ttl);
  }

  /** Uses the nonce up; false when it is not ours, not that device's, expired or used before. */
  boolean use(String nonce, String deviceKey) {
    Matcher matcher = FORM.matcher(nonce);
    if (!matcher.matches()) {
      return false;
    }
    String unsigned = nonce.substring(0, nonce.lastIndexOf('.'));
    Instant expiresAt = Instant.ofEpochMilli(Long.parseLong(matcher.group(1)));
    if (!genuine(unsigned, deviceKey, matcher.group(2)) || !clock.instant().isBefore(expiresAt)) {
      return false;
    }
    return store.write(tx -> tx.nonces().use(TokenDigest.of(unsigned).bytes(), expiresAt));
  }

  private boolean genuine(String unsigned, String deviceKey, String tag) {
    byte[] given;
    try {
      given = DECODER.decode(tag);
    } catch (IllegalArgumentException e) {
      return false;
    }
    // The last character has bits that decode to nothing: only one spelling of a tag is taken.
    return ENCODER.encodeToString(given).equals(tag)
        && key.verify(signed(unsigned, deviceKey), given);
  }

  private static byte[] signed(String unsigned, String deviceKey) {
    return (unsigned + "\n" + deviceKey).getBytes(StandardCharsets.UTF_8);
  }
}
