package dev.countersign.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key for the data of one person, or of one picture: AES-256-GCM (NIST SP 800-38D) with random
 * nonces of 96 bits. One key seals far fewer than the 2^32 texts that those allow.
 *
 * <p>A ciphertext is {@code 0x02 ‖ nonce (12) ‖ sealed text ‖ tag (16)} and is bound to its place
 * by a {@link Binding}. The cipher is the platform's own, without a keyset around it: galleries
 * open a million of these when a server starts. Instances may be shared between threads.
 */
public final class DataKey {
  private static final byte FORMAT = 2;
  private static final int LENGTH = 32;
  private static final int NONCE = 12;
  private static final int TAG = 16;
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";

  private final SecretKeySpec key;

  private DataKey(byte[] material) {
    this.key = new SecretKeySpec(material, "AES");
  }

  /** A new key. */
  public static DataKey generate(SecureRandom random) {
    byte[] material = new byte[LENGTH];
    random.nextBytes(material);
    return new DataKey(material);
  }

  /**
   * A key of 32 bytes, as {@link #material} gives them.
   *
   * @throws IllegalArgumentException where there are more or fewer
   */
  public static DataKey of(byte[] material) {
    if (material.length != LENGTH) {
      throw new IllegalArgumentException("A data key has 32 bytes, not " + material.length);
    }
    return new DataKey(material);
  }

  /** The key's bytes, a copy, to be wrapped under another key and for nothing else. */
  public byte[] material() {
    return key.getEncoded();
  }

  /** Seals a text for this place alone. */
  public byte[] seal(byte[] plaintext, Binding binding, SecureRandom random) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    ByteBuffer sealed = ByteBuffer.allocate(1 + NONCE + plaintext.length + TAG);
    sealed.put(FORMAT).put(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, 0, binding);
      cipher.doFinal(ByteBuffer.wrap(plaintext), sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to encrypt", e);
    }
    return sealed.array();
  }

  /**
   * Opens what {@link #seal} sealed for the same place.
   *
   * @throws CannotDecrypt where anything was changed or moved
   */
  public byte[] open(byte[] ciphertext, Binding binding) {
    int start = 1 + NONCE;
    if (ciphertext.length < start + TAG || ciphertext[0] != FORMAT) {
      throw CannotDecrypt.notACiphertext();
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, ciphertext, 1, binding);
      return cipher.doFinal(ciphertext, start, ciphertext.length - start);
    } catch (GeneralSecurityException e) {
      throw CannotDecrypt.alteredData();
    }
  }

  private Cipher cipher(int mode, byte[] nonce, int offset, Binding binding)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(TRANSFORMATION);
    cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce, offset, NONCE));
    cipher.updateAAD(binding.associatedData());
    return cipher;
  }

  /** Always {@code DataKey[…]}. */
  @Override
  public String toString() {
    return "DataKey[…]";
  }
}
