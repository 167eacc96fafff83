package dev.countersign.crypto;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The key-encryption key: AES-256-GCM through a Tink keyset of one primary key and, after a
 * rotation, the older ones.
 *
 * <p>A ciphertext is {@code 0x01 ‖ key id (4 bytes, big-endian) ‖ nonce (12) ‖ sealed text ‖ tag
 * (16)} and is bound to its place by a {@link Binding}. Instances may be shared between threads.
 *
 * @see <a href="https://developers.google.com/tink/wire-format">Tink's wire format</a>
 */
public final class KeyEncryption {

  private static final byte TINK_PREFIX = 1;
  private static final int SHORTEST_CIPHERTEXT = 5 + 12 + 16;
  private static final Configuration CONFIGURATION = AeadConfig2026.get();

  private final KeysetHandle keyset;
  private final Aead aead;
  private final Set<Integer> keyIds;

  private KeyEncryption(KeysetHandle keyset, Aead aead) {
    this.keyset = keyset;
    this.aead = aead;
    this.keyIds = enabledIds(keyset);
  }

  /**
   * Reads a keyset from Tink's JSON text.
   *
   * @throws IllegalArgumentException where the text is no keyset, or one of other keys than
   *     AES-256-GCM with Tink's prefix; the message holds nothing of the text
   */
  public static KeyEncryption parse(String keysetText) {
    KeysetHandle keyset = handle(keysetText);
    for (int i = 0; i < keyset.size(); i++) {
      requireAesGcm(keyset.getAt(i));
    }
    return new KeyEncryption(keyset, aead(keyset));
  }

  /**
   * The text of a new keyset of one key. It is not encrypted: it belongs into a {@link KeyFile}.
   */
  public static String generateKeyset() {
    return withNewPrimary(KeysetHandle.newBuilder());
  }

  /**
   * The text of a keyset with a new primary key; the older keys stay, to open what they sealed.
   *
   * @throws IllegalArgumentException as {@link #parse}
   */
  public static String addPrimaryKey(String keysetText) {
    return withNewPrimary(KeysetHandle.newBuilder(parse(keysetText).keyset));
  }

  /** Seals a text under the primary key, for this place alone. */
  public byte[] encrypt(byte[] plaintext, Binding binding) {
    try {
      return aead.encrypt(plaintext, binding.associatedData());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM refused to encrypt", e);
    }
  }

  /**
   * Opens what {@link #encrypt} sealed for the same place.
   *
   * @throws CannotDecrypt where the key is missing, or anything was changed or moved
   */
  public byte[] decrypt(byte[] ciphertext, Binding binding) {
    int keyId = keyIdOf(ciphertext);
    if (!keyIds.contains(keyId)) {
      throw CannotDecrypt.missingKey(keyId);
    }
    try {
      return aead.decrypt(ciphertext, binding.associatedData());
    } catch (GeneralSecurityException e) {
      throw CannotDecrypt.altered(keyId);
    }
  }

  /**
   * Which key sealed a ciphertext.
   *
   * @throws CannotDecrypt where the bytes are no ciphertext of this class
   */
  public static int keyIdOf(byte[] ciphertext) {
    if (ciphertext.length < SHORTEST_CIPHERTEXT || ciphertext[0] != TINK_PREFIX) {
      throw CannotDecrypt.notACiphertext();
    }
    return ByteBuffer.wrap(ciphertext, 1, Integer.BYTES).getInt();
  }

  /** The key that new ciphertexts are sealed under. */
  public int primaryKeyId() {
    return keyset.getPrimary().getId();
  }

  /** Every key that opens ciphertexts. */
  public Set<Integer> keyIds() {
    return keyIds;
  }

  /**
   * A key for message authentication, derived from the primary key: the same on every node that
   * holds the keyset, and another one for every purpose and after a rotation.
   */
  public MacKey derive(String purpose) {
    return derive(purpose, primaryKeyId());
  }

  /**
   * The derived key of one of {@link #keyIds()}, to check what was made before a rotation.
   *
   * @throws IllegalArgumentException where the keyset does not hold the key
   */
  public MacKey derive(String purpose, int keyId) {
    for (int i = 0; i < keyset.size(); i++) {
      KeysetHandle.Entry entry = keyset.getAt(i);
      if (entry.getId() == keyId && keyIds.contains(keyId)) {
        return MacKey.derived(material(entry), purpose);
      }
    }
    throw new IllegalArgumentException(
        "The keyset holds no key " + Integer.toUnsignedString(keyId));
  }

  /** Always {@code KeyEncryption[…]}. */
  @Override
  public String toString() {
    return "KeyEncryption[…]";
  }

  // The key's own bytes are needed once, as input to the key derivation.
  @AccessesPartialKey
  private static byte[] material(KeysetHandle.Entry entry) {
    AesGcmKey key = (AesGcmKey) entry.getKey();
    return key.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get());
  }

  private static String withNewPrimary(KeysetHandle.Builder builder) {
    builder.addEntry(
        KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
            .withRandomId()
            .makePrimary());
    try {
      KeysetHandle keyset = builder.setConfiguration(CONFIGURATION).build();
      return TinkJsonProtoKeysetFormat.serializeKeyset(
          keyset, CONFIGURATION, InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink refused to make a keyset", e);
    }
  }

  // The cause is left out: a parser's message may quote the text, which is the key.
  private static KeysetHandle handle(String text) {
    try {
      return TinkJsonProtoKeysetFormat.parseKeyset(
          text, CONFIGURATION, InsecureSecretKeyAccess.get());
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new IllegalArgumentException(
          "The key file does not hold a keyset in Tink's JSON format; it may be empty or cut off");
    }
  }

  private static void requireAesGcm(KeysetHandle.Entry entry) {
    if (!entry.getKey().getParameters().equals(PredefinedAeadParameters.AES256_GCM)) {
      throw new IllegalArgumentException(
          "The keyset's key "
              + Integer.toUnsignedString(entry.getId())
              + " is not of the type AES256_GCM with Tink's prefix");
    }
  }

  private static Aead aead(KeysetHandle keyset) {
    try {
      return keyset.getPrimitive(CONFIGURATION, Aead.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Tink has no AES-GCM for this keyset", e);
    }
  }

  private static Set<Integer> enabledIds(KeysetHandle keyset) {
    Set<Integer> ids = new LinkedHashSet<>();
    for (int i = 0; i < keyset.size(); i++) {
      if (keyset.getAt(i).getStatus() == KeyStatus.ENABLED) {
        ids.add(keyset.getAt(i).getId());
      }
    }
    return Set.copyOf(ids);
  }
}
