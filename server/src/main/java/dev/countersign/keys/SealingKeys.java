package dev.countersign.keys;

import dev.countersign.crypto.KeyEncryption;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Which keys what lies in the database is encrypted under; never the keys themselves. */
public final class SealingKeys {
  private final Store store;
  private final KeyEncryption encryption;

  public SealingKeys(Store store, KeyEncryption encryption) {
    this.store = store;
    this.encryption = encryption;
  }

  /**
   * A key-encryption key.
   *
   * @param id by which ciphertexts name it
   * @param primary whether new ciphertexts are sealed under it
   * @param held whether this node has it
   */
  public record SealingKey(String id, boolean primary, boolean held) {}

  /**
   * A time during which one key wrapped all keys of faces.
   *
   * @param number from 1
   * @param current whether it is going on
   * @param begunAt when it began
   * @param destroyedAt since when its key is destroyed
   */
  public record Epoch(
      long number, boolean current, Instant begunAt, Optional<Instant> destroyedAt) {}

  /** Every key that sealed anything in the database, or would. */
  public List<SealingKey> keys() {
    TreeSet<Integer> ids = new TreeSet<>(Integer::compareUnsigned);
    ids.addAll(store.read(tx -> tx.canaries().all()).keySet());
    ids.addAll(encryption.keyIds());
    return ids.stream()
        .map(id ->
            new SealingKey(
                Integer.toUnsignedString(id),
                id == encryption.primaryKeyId(),
                encryption.keyIds().contains(id)))
        .toList();
  }

  /** The epochs of the keys of faces, oldest first; none before the first face was kept. */
  public List<Epoch> epochs() {
    return store.read(SealingKeys::epochs);
  }

  private static List<Epoch> epochs(Transaction tx) {
    long current = tx.faceEpochs().current().orElse(0);
    return tx.faceEpochs().list().stream()
        .map(epoch ->
            new Epoch(
                epoch.number(),
                epoch.number() == current,
                epoch.createdAt(),
                Optional.ofNullable(epoch.destroyedAt())))
        .toList();
  }
}
