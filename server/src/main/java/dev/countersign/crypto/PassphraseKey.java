package dev.countersign.crypto;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * A key made of words that a person keeps: Argon2id (RFC 9106) of the passphrase in its composed
 * form (NFC), so that it opens whatever keyboard it is typed on.
 */
public final class PassphraseKey {
  /** How many random bytes of salt belong to a key. */
  public static final int SALT_BYTES = 16;

  /** 64 MiB and three passes: RFC 9106, section 4, for memory-constrained environments. */
  public static final Argon2Parameters COST = new Argon2Parameters(64 * 1024, 3, 1);

  private static final int KEY_BYTES = 32;

  private PassphraseKey() {}

  /**
   * The key of that passphrase; takes a tenth of a second or more.
   *
   * @throws IllegalArgumentException where the passphrase is empty or the salt too short
   */
  public static DataKey derive(Secret passphrase, byte[] salt, Argon2Parameters cost) {
    if (passphrase.length() == 0 || salt.length < SALT_BYTES) {
      throw new IllegalArgumentException("A key needs a passphrase and a salt of 16 bytes");
    }
    byte[] words =
        Normalizer.normalize(passphrase.text(), Normalizer.Form.NFC)
            .getBytes(StandardCharsets.UTF_8);
    Argon2Engine.Spec spec =
        new Argon2Engine.Spec(Argon2Engine.Kind.ID, Argon2Engine.VERSION_19, cost);
    return DataKey.of(NativeArgon2.orFallback().hash(spec, words, salt, KEY_BYTES));
  }
}
