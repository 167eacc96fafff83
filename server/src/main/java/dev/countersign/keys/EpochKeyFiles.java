package dev.countersign.keys;

import dev.countersign.crypto.Binding;
import dev.countersign.crypto.CannotDecrypt;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.KeyFile;
import dev.countersign.crypto.Secret;
import dev.countersign.crypto.UnusableKeyFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * The files that the epochs' keys lie in, one each, in a folder all nodes of an installation share.
 * A file holds a keyset encrypted under the key-encryption key, so that neither the folder nor the
 * key-encryption key opens anything alone.
 */
public final class EpochKeyFiles {
  private final Path folder;
  private final KeyEncryption encryption;

  public EpochKeyFiles(Path folder, KeyEncryption encryption) {
    this.folder = folder;
    this.encryption = encryption;
  }

  /** Where the epoch's key lies. */
  Path file(long epoch) {
    return folder.resolve("epoch-" + epoch + ".key").toAbsolutePath();
  }

  /** Makes the epoch's key, unless an attempt that was interrupted has left one. */
  void createMissing(long epoch) {
    if (Files.exists(file(epoch))) {
      return;
    }
    byte[] keyset = KeyEncryption.generateKeyset().getBytes(StandardCharsets.UTF_8);
    byte[] sealed = encryption.encrypt(keyset, binding(epoch));
    try {
      KeyFile.create(file(epoch), Secret.of(Base64.getEncoder().encodeToString(sealed)));
    } catch (UnusableKeyFile e) {
      throw new MissingEpochKey(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The epoch's key.
   *
   * @throws MissingEpochKey when its file is not there or is of no use
   */
  KeyEncryption load(long epoch) {
    Path file = file(epoch);
    if (!Files.exists(file)) {
      throw new MissingEpochKey(
          "The faces in this database are encrypted under the key of epoch "
              + epoch
              + ", whose file "
              + file
              + " is not there. Put it back from where the installation keeps it; where several"
              + " servers share a database, keys.epoch-folder must name a folder that they share too");
    }
    try {
      byte[] sealed = Base64.getDecoder().decode(KeyFile.load(file).text());
      byte[] keyset = encryption.decrypt(sealed, binding(epoch));
      return KeyEncryption.parse(new String(keyset, StandardCharsets.UTF_8));
    } catch (UnusableKeyFile e) {
      throw new MissingEpochKey(String.valueOf(e.getMessage()));
    } catch (CannotDecrypt | IllegalArgumentException e) {
      throw new MissingEpochKey(
          "The file "
              + file
              + " does not hold the key of epoch "
              + epoch
              + " under this installation's key-encryption key; it was changed, or is another"
              + " installation's. Put the right one back");
    }
  }

  /** Destroys the epoch's key for good. */
  void destroy(long epoch) {
    try {
      KeyFile.destroy(file(epoch));
    } catch (UnusableKeyFile e) {
      throw new MissingEpochKey(String.valueOf(e.getMessage()));
    }
  }

  private static Binding binding(long epoch) {
    return new Binding("epoch_key_file", "keyset", 0, Long.toString(epoch));
  }
}
