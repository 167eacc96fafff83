package dev.countersign.keys;

import dev.countersign.crypto.Binding;
import dev.countersign.crypto.CannotDecrypt;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.domain.FaceEpoch;
import dev.countersign.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The keys that wrap data keys: one at a time, each for an epoch. They lie outside the database, so
 * that destroying one makes everything unreadable that only copies of the database still hold. The
 * first is made when the first face is stored; a server meets a later one by reading its file.
 */
public final class EpochKeys {
  private static final byte[] CANARY =
      "this database belongs to this epoch".getBytes(StandardCharsets.UTF_8);

  private final EpochKeyFiles files;
  private final InstantSource clock;
  private final Map<Long, KeyEncryption> opened = new ConcurrentHashMap<>();

  public EpochKeys(EpochKeyFiles files, InstantSource clock) {
    this.files = files;
    this.clock = clock;
  }

  /**
   * The key of an epoch.
   *
   * @param number of the epoch
   * @param key what wraps in it
   */
  public record Epoch(long number, KeyEncryption key) {}

  /** The current epoch, which stays current until the transaction ends. Begins the first. */
  public Epoch hold(Transaction tx) {
    OptionalLong current = tx.faceEpochs().hold();
    if (current.isPresent()) {
      return new Epoch(current.getAsLong(), key(tx, current.getAsLong()));
    }
    awaitTurn(tx);
    if (tx.faceEpochs().current().isEmpty()) {
      begin(tx, 1);
    }
    long number = tx.faceEpochs().hold().orElseThrow();
    return new Epoch(number, key(tx, number));
  }

  /** Begins the epoch after the current one; false when somebody else did meanwhile. */
  boolean beginNext(Transaction tx) {
    OptionalLong before = tx.faceEpochs().current();
    awaitTurn(tx);
    long held = hold(tx).number();
    if (before.isPresent() && before.getAsLong() != held) {
      return false;
    }
    return begin(tx, held + 1);
  }

  /**
   * Begins the epoch after the current one where the current one's key cannot be used; false where
   * it can, or there is none.
   */
  boolean beginWithoutCurrent(Transaction tx) {
    awaitTurn(tx);
    OptionalLong current = tx.faceEpochs().hold();
    if (current.isEmpty() || !lost(tx, current.getAsLong())) {
      return false;
    }
    return begin(tx, current.getAsLong() + 1);
  }

  /**
   * Whether the key of that epoch is not there, or is another than was used in this database.
   *
   * @throws MissingEpochKey when its file cannot be read, which says nothing about what it holds
   */
  boolean lost(Transaction tx, long number) {
    // It is asked for every person's key, and its file need not be read for each.
    if (opened.containsKey(number)) {
      return false;
    }
    if (files.lacks(number)) {
      return true;
    }
    try {
      var _ = key(tx, number);
      return false;
    } catch (MissingEpochKey e) {
      return true;
    }
  }

  /** Counting takes a row lock: of several nodes that begin an epoch, one makes its key. */
  private static void awaitTurn(Transaction tx) {
    tx.counters().next("face_epoch_beginnings");
  }

  private boolean begin(Transaction tx, long number) {
    if (tx.faceEpochs().find(number).isEmpty()) {
      files.createMissing(number);
    }
    KeyEncryption key = files.load(number);
    byte[] canary = key.encrypt(CANARY, binding(number));
    return tx.faceEpochs().begin(new FaceEpoch(number, canary, clock.instant(), null));
  }

  /**
   * The key of that epoch.
   *
   * @throws MissingEpochKey when its file is not there, or is not the one used in this database
   */
  public KeyEncryption key(Transaction tx, long number) {
    KeyEncryption known = opened.get(number);
    if (known != null) {
      return known;
    }
    KeyEncryption key = files.load(number);
    tx.faceEpochs().find(number).ifPresent(epoch -> requireCanary(key, epoch));
    opened.put(number, key);
    return key;
  }

  private void requireCanary(KeyEncryption key, FaceEpoch epoch) {
    try {
      key.decrypt(epoch.sealedCanary(), binding(epoch.number()));
    } catch (CannotDecrypt e) {
      throw new MissingEpochKey(
          "The file "
              + files.file(epoch.number())
              + " holds another key than the one epoch "
              + epoch.number()
              + " of this database was begun with. Put that one back; where several servers share a"
              + " database, keys.epoch-folder must name a folder that they share too");
    }
  }

  /** Checks that this node has the current epoch's key; for the start. */
  public void requireCurrent(Transaction tx) {
    OptionalLong current = tx.faceEpochs().current();
    if (current.isPresent()) {
      var _ = key(tx, current.getAsLong());
    }
  }

  /** Drops the keys of epochs whose files are destroyed from memory. */
  public void forgetDestroyed(Transaction tx) {
    for (FaceEpoch epoch : tx.faceEpochs().list()) {
      if (epoch.destroyedAt() != null) {
        opened.remove(epoch.number());
      }
    }
  }

  private static Binding binding(long epoch) {
    return new Binding("face_epoch", "sealed_canary", 0, Long.toString(epoch));
  }
}
