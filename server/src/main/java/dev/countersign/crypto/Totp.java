package dev.countersign.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time codes of an app (RFC 6238): six digits of HMAC-SHA-1 over the number of 30-second steps
 * since 1970, which is what every app can do.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6238">RFC 6238</a>
 */
public final class Totp {
  /**
   * How long a code is shown. RFC 6238, section 5.2: "We RECOMMEND a [...] time-step size of 30".
   */
  public static final Duration STEP = Duration.ofSeconds(30);

  /** How many digits a code has. */
  public static final int DIGITS = 6;

  /** RFC 4226, section 4, R6: "This document RECOMMENDs a shared secret length of 160 bits." */
  private static final int KEY_BYTES = 20;

  private static final int MODULUS = 1_000_000;

  /**
   * RFC 6238, section 5.2: "We RECOMMEND that at most one time step is allowed as the network
   * delay." The same for a clock that is ahead.
   */
  private static final int DRIFT = 1;

  private static final String ALGORITHM = "HmacSHA1";

  private final SecretKeySpec key;

  private Totp(SecretKeySpec key) {
    this.key = key;
  }

  /**
   * The codes of that secret.
   *
   * @throws IllegalArgumentException when the secret is empty
   */
  public static Totp of(Secret secret) {
    return new Totp(new SecretKeySpec(secret.bytes(), ALGORITHM));
  }

  /** A new secret of 160 bits drawn from {@code random}. */
  public static Secret newSecret(SecureRandom random) {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return Secret.of(bytes);
  }

  /** The number of the step that instant is in. */
  public static long step(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), STEP.toSeconds());
  }

  /** The code of that step. */
  public String code(long step) {
    byte[] tag = tag(step);
    // RFC 4226, section 5.3: the last four bits say where the 31 bits of the code are taken from.
    int offset = tag[tag.length - 1] & 0xf;
    int taken = ByteBuffer.wrap(tag, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
    return String.format(Locale.ROOT, "%06d", taken % MODULUS);
  }

  /**
   * The step a code belongs to, among the present one and its neighbours. All are looked at, so
   * that the time taken says nothing about which it was.
   */
  public OptionalLong stepOf(Secret code, Instant now) {
    long present = step(now);
    OptionalLong found = OptionalLong.empty();
    for (long step = present - DRIFT; step <= present + DRIFT; step++) {
      byte[] right = code(step).getBytes(StandardCharsets.US_ASCII);
      if (MessageDigest.isEqual(right, code.bytes())) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }

  private byte[] tag(long step) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-1", e);
    }
  }

  /** Always {@code Totp[…]}. */
  @Override
  public String toString() {
    return "Totp[…]";
  }
}
