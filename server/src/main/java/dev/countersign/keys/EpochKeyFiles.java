package dev.countersign.keys;

import dev.countersign.crypto.Binding;
import dev.countersign.crypto.CannotDecrypt;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.KeyFile;
import dev.countersign.crypto.Secret;
import dev.countersign.crypto.UnusableKeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that the epochs' keys lie in, one each, in a folder all nodes of an installation share.
 * A file holds a keyset encrypted under the key-encryption key, so that neither the folder nor the
 * key-encryption key opens anything alone.
 */
public final class EpochKeyFiles {
  private static final Logger log = LoggerFactory.getLogger(EpochKeyFiles.class);

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

  /**
   * Makes the key of an epoch that has not begun, unless an attempt that was interrupted has left
   * one. What it left of half a key is moved aside: nothing was ever encrypted under it. It is not
   * destroyed, since it may be another installation's whose folder was named by mistake.
   */
  void createMissing(long epoch) {
    if (Files.exists(file(epoch))) {
      if (usable(epoch)) {
        return;
      }
      setAside(epoch);
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
   * Whether there is no file of the epoch, or none of this installation's.
   *
   * @throws MissingEpochKey when that cannot be told, because it cannot be read
   */
  boolean lacks(long epoch) {
    return Files.notExists(file(epoch)) || !usable(epoch);
  }

  private boolean usable(long epoch) {
    try {
      if (Files.size(file(epoch)) == 0) {
        return false;
      }
      var _ = open(epoch);
      return true;
    } catch (CannotDecrypt | IllegalArgumentException e) {
      return false;
    } catch (IOException e) {
      // Others may read it, or it cannot be read: that says nothing about what it holds.
      throw new MissingEpochKey(String.valueOf(e.getMessage()));
    }
  }

  private void setAside(long epoch) {
    try {
      log.warn(
          "{} held no key of this installation and was moved to {}",
          file(epoch),
          KeyFile.setAside(file(epoch)));
    } catch (UnusableKeyFile e) {
      throw new MissingEpochKey(String.valueOf(e.getMessage()));
    }
  }

  private KeyEncryption open(long epoch) throws UnusableKeyFile {
    byte[] sealed = Base64.getDecoder().decode(KeyFile.load(file(epoch)).text());
    byte[] keyset = encryption.decrypt(sealed, binding(epoch));
    return KeyEncryption.parse(new String(keyset, StandardCharsets.UTF_8));
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
              + " servers share a database, keys.epoch-folder must name a folder that they share too. Where it is gone for"
              + " good, or this is a backup from before it was destroyed, \"countersign key epoch"
              + " --lost\" erases the faces that nothing else opens, and the rest is as it was");
    }
    try {
      return open(epoch);
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
