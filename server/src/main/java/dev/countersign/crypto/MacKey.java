package dev.countersign.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key for HMAC-SHA256 (RFC 2104): tags of 32 bytes over data that must come back unchanged, such
 * as nonces and refresh tokens. Instances may be shared between threads.
 */
public final class MacKey {

  /** How many bytes a key and a tag have. */
  public static final int LENGTH = 32;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  private MacKey(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  /**
   * A key of 32 random bytes.
   *
   * @throws IllegalArgumentException where there are more or fewer
   */
  public static MacKey of(byte[] key) {
    if (key.length != LENGTH) {
      throw new IllegalArgumentException("A MAC key has 32 bytes, not " + key.length);
    }
    return new MacKey(key);
  }

  // RFC 5869, section 3.2: the "info" binds the derived key to its purpose.
  static MacKey derived(byte[] material, String purpose) {
    byte[] info = ("countersign mac " + purpose).getBytes(StandardCharsets.UTF_8);
    HKDFParameterSpec spec =
        HKDFParameterSpec.ofExtract().addIKM(material).thenExpand(info, LENGTH);
    try {
      return new MacKey(KDF.getInstance("HKDF-SHA256").deriveData(spec));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The JDK computes HKDF-SHA256", e);
    }
  }

  /** The tag of the data. */
  public byte[] tag(byte[] data) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
    }
  }

  /** Whether {@code tag} is the tag of the data, in constant time; a shortened tag is not. */
  public boolean verify(byte[] data, byte[] tag) {
    return MessageDigest.isEqual(tag(data), tag);
  }

  /** Always {@code MacKey[…]}. */
  @Override
  public String toString() {
    return "MacKey[…]";
  }
}
