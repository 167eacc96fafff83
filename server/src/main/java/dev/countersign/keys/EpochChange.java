package dev.countersign.keys;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.FaceEpoch;
import dev.countersign.domain.Origin;
import dev.countersign.domain.WrappedKey;
import dev.countersign.keys.EpochKeys.Epoch;
import dev.countersign.store.FacePictures.OwnKeyed;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;

/**
 * Begins the next epoch: every living data key is wrapped under its key, and the keys of the epochs
 * before are destroyed. Data keys that were erased are not living, so copies of the database that
 * still hold them wrapped become unreadable.
 *
 * <p>It runs beside working servers and may be interrupted at any point: asked again, it finishes
 * what it finds begun.
 */
public final class EpochChange {
  private static final int BATCH = 500;

  private final Store store;
  private final EpochKeys epochs;
  private final EpochKeyFiles files;
  private final DataKeys dataKeys;
  private final AuditLog audit;
  private final InstantSource clock;

  public EpochChange(
      Store store,
      EpochKeys epochs,
      EpochKeyFiles files,
      DataKeys dataKeys,
      AuditLog audit,
      InstantSource clock) {
    this.store = store;
    this.epochs = epochs;
    this.files = files;
    this.dataKeys = dataKeys;
    this.audit = audit;
    this.clock = clock;
  }

  /** Is told how far the change has come. */
  public interface Progress {
    /**
     * So many data keys of all there are.
     *
     * @param done how many are wrapped anew
     * @param total how many there are to wrap, as far as is known
     */
    void at(long done, long total);
  }

  /**
   * What was done.
   *
   * @param epoch the current epoch now
   * @param rewrapped how many data keys were wrapped anew
   * @param destroyed the epochs whose keys were destroyed
   * @param receipts how many receipts of erasure became complete
   * @param resumed whether a change begun earlier was finished, rather than another one made
   */
  public record Outcome(
      long epoch, long rewrapped, List<Long> destroyed, int receipts, boolean resumed) {}

  /** Begins the next epoch, or finishes the change that was interrupted. */
  public Outcome run(Progress progress, Origin origin) {
    boolean resumed = unfinished();
    if (!resumed) {
      store.write(epochs::beginNext);
    }
    long current = store.read(tx -> tx.faceEpochs().current()).orElseThrow();
    long rewrapped = rewrapAll(current, progress);
    List<Long> destroyed =
        store.read(tx -> tx.faceEpochs().list()).stream()
            .filter(epoch -> epoch.number() < current && epoch.destroyedAt() == null)
            .map(FaceEpoch::number)
            .toList();
    // The files first: what is interrupted here is told of as destroyed by the next attempt.
    destroyed.forEach(files::destroy);
    int receipts = store.write(tx -> tell(tx, current, destroyed, origin));
    return new Outcome(current, rewrapped, destroyed, receipts, resumed);
  }

  private boolean unfinished() {
    return store.read(tx -> {
      OptionalLong current = tx.faceEpochs().current();
      return tx.faceEpochs().list().stream()
          .anyMatch(epoch -> epoch.number() < current.orElse(0) && epoch.destroyedAt() == null);
    });
  }

  private long rewrapAll(long current, Progress progress) {
    long total = store.read(tx -> tx.faceKeys().countBefore(current));
    long done = 0;
    progress.at(done, total);
    int some = store.write(tx -> rewrapSome(tx, current));
    while (some > 0) {
      done += some;
      progress.at(done, Math.max(done, total));
      some = store.write(tx -> rewrapSome(tx, current));
    }
    return done;
  }

  private int rewrapSome(Transaction tx, long current) {
    Epoch epoch = new Epoch(current, epochs.key(tx, current));
    int done = 0;
    for (WrappedKey key : tx.faceKeys().wrappedBefore(current, BATCH)) {
      if (dataKeys.rewrap(tx, key, epoch)) {
        done++;
      }
    }
    for (OwnKeyed key : tx.facePictures().wrappedBefore(current, BATCH)) {
      if (dataKeys.rewrap(tx, key, epoch)) {
        done++;
      }
    }
    return done;
  }

  private int tell(Transaction tx, long current, List<Long> destroyed, Origin origin) {
    tx.faceEpochs().destroyedBefore(current, clock.instant());
    epochs.forgetDestroyed(tx);
    About about = About.SERVER.with("{\"epoch\":" + current + ",\"destroyed\":" + destroyed + "}");
    audit.append(tx, AuditKind.FACE_EPOCH_CHANGED, AuditLog.SUCCESS, origin, about);
    return tx.erasureReceipts().epochsDestroyedBefore(current, clock.instant());
  }
}
