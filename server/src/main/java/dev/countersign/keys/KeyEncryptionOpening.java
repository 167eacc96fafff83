package dev.countersign.keys;

import dev.countersign.crypto.Binding;
import dev.countersign.crypto.CannotDecrypt;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.KeyFile;
import dev.countersign.crypto.Secret;
import dev.countersign.crypto.UnusableKeyFile;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Opens the key-encryption key, which lies outside the database, and makes sure it is the one the
 * database was written with: the database holds a canary per key that has sealed anything, and a
 * node that cannot open one refuses to start.
 */
public final class KeyEncryptionOpening {
  private static final byte[] CANARY =
      "this database belongs to this key".getBytes(StandardCharsets.UTF_8);

  private final Store store;
  private final InstantSource clock;

  public KeyEncryptionOpening(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Opens the key.
   *
   * @param file where it lies; created when it is missing and the database is empty
   * @param value the key itself, when it is configured instead of a file
   * @throws WrongKey with a message that says which key is needed, or that what is given is none
   * @throws UnusableKeyFile when the file cannot be read, or others can read it
   */
  public KeyEncryption open(Path file, Optional<String> value) throws WrongKey, UnusableKeyFile {
    KeyEncryption key = parsed(text(file, value), file, value.isPresent());
    Optional<Integer> missing = store.write(tx -> claim(tx, key));
    if (missing.isPresent()) {
      throw new WrongKey(
          "this database was written with key "
              + Integer.toUnsignedString(missing.get())
              + ", which the given key-encryption key (keys.file or keys.value) does not hold; put"
              + " the right key file back");
    }
    return key;
  }

  private static KeyEncryption parsed(String text, Path file, boolean given) throws WrongKey {
    try {
      return KeyEncryption.parse(text);
    } catch (IllegalArgumentException e) {
      String where = given ? "keys.value" : file.toAbsolutePath().toString();
      throw new WrongKey(
          "What " + where + " holds is no key, or a part of one. Put a copy of the right one back");
    }
  }

  private String text(Path file, Optional<String> value) throws UnusableKeyFile {
    if (value.isPresent()) {
      return value.get();
    }
    boolean empty = store.read(tx -> tx.canaries().all()).isEmpty();
    if (empty && !Files.exists(file)) {
      KeyFile.create(file, Secret.of(KeyEncryption.generateKeyset()));
    }
    return KeyFile.load(file).text();
  }

  /** Checks every canary and adds this key's; answers the id of a key that is missing. */
  private Optional<Integer> claim(Transaction tx, KeyEncryption key) {
    // Counting takes a row lock: of two first nodes one comes second and sees the other's canary.
    tx.counters().next("key_encryption_openings");
    Map<Integer, byte[]> canaries = tx.canaries().all();
    for (Map.Entry<Integer, byte[]> canary : canaries.entrySet()) {
      if (!opens(key, canary.getKey(), canary.getValue())) {
        return Optional.of(canary.getKey());
      }
    }
    int id = key.primaryKeyId();
    if (!canaries.containsKey(id)) {
      tx.canaries().add(id, key.encrypt(CANARY, binding(id)), clock.instant());
    }
    return Optional.empty();
  }

  private static boolean opens(KeyEncryption key, int id, byte[] sealed) {
    try {
      key.decrypt(sealed, binding(id));
      return true;
    } catch (CannotDecrypt e) {
      return false;
    }
  }

  private static Binding binding(int id) {
    return new Binding("kek_canary", "sealed", 0, Integer.toUnsignedString(id));
  }
}
