package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.crypto.Argon2Parameters;
import dev.countersign.crypto.Binding;
import dev.countersign.crypto.CannotDecrypt;
import dev.countersign.crypto.DataKey;
import dev.countersign.crypto.PassphraseKey;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.CustomerId;
import dev.countersign.transfer.RecordKind.Identity;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/**
 * What hides the secret parts of a file's records: AES-256-GCM under a key made of a passphrase
 * with Argon2id. Each part is bound to the type and identity of its record. The manifest carries a
 * known text, so that a wrong passphrase is told before anything is read.
 */
final class FileSecrets {
  private static final String ALGORITHM = "argon2id+aes-256-gcm";
  private static final byte[] KNOWN =
      "This is the right passphrase.".getBytes(StandardCharsets.US_ASCII);

  private final DataKey key;
  private final SecureRandom random;

  private FileSecrets(DataKey key, SecureRandom random) {
    this.key = key;
    this.random = random;
  }

  /** For a new file; writes what reading it takes, but for the passphrase, into its manifest. */
  static FileSecrets begin(Secret passphrase, SecureRandom random, ObjectNode encryption) {
    byte[] salt = new byte[PassphraseKey.SALT_BYTES];
    random.nextBytes(salt);
    Argon2Parameters cost = PassphraseKey.COST;
    FileSecrets secrets = new FileSecrets(PassphraseKey.derive(passphrase, salt, cost), random);
    encryption.put("algorithm", ALGORITHM);
    encryption.put("memoryKib", cost.memoryKib());
    encryption.put("iterations", cost.iterations());
    encryption.put("parallelism", cost.parallelism());
    encryption.put("salt", salt);
    encryption.put("canary", secrets.key.seal(KNOWN, binding("manifest", "canary"), random));
    return secrets;
  }

  /**
   * For a file that is read.
   *
   * @throws WrongPassphrase when it is not the passphrase the file was written with
   * @throws InvalidRecord when the manifest does not say how the file is encrypted
   */
  static FileSecrets open(Secret passphrase, SecureRandom random, Fields encryption)
      throws WrongPassphrase {
    if (!encryption.text("algorithm").equals(ALGORITHM)) {
      throw new InvalidRecord("it is encrypted in a way that is not known here");
    }
    try {
      Argon2Parameters cost =
          new Argon2Parameters(
              encryption.small("memoryKib"),
              encryption.small("iterations"),
              encryption.small("parallelism"));
      DataKey key = PassphraseKey.derive(passphrase, encryption.bytes("salt"), cost);
      var _ = key.open(encryption.bytes("canary"), binding("manifest", "canary"));
      return new FileSecrets(key, random);
    } catch (IllegalArgumentException e) {
      throw new InvalidRecord("its encryption has parameters that are out of bounds");
    } catch (CannotDecrypt e) {
      throw new WrongPassphrase();
    }
  }

  /** The passphrase is not the file's. */
  static final class WrongPassphrase extends Exception {
    private static final long serialVersionUID = 1L;
  }

  byte[] seal(String type, Identity identity, byte[] plain) {
    return key.seal(plain, binding(type, identity), random);
  }

  byte[] open(String type, Identity identity, byte[] sealed) {
    return key.open(sealed, binding(type, identity));
  }

  private static Binding binding(String type, String part) {
    return new Binding(type, part, 0, "countersign");
  }

  private static Binding binding(String type, Identity identity) {
    long customer = identity.customer().map(CustomerId::value).orElse(0L);
    return new Binding(type, "secret", customer, identity.id());
  }
}
