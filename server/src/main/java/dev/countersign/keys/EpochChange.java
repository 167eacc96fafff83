package dev.countersign.keys;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.FaceEpoch;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.UserId;
import dev.countersign.domain.WrappedKey;
import dev.countersign.keys.EpochKeys.Epoch;
import dev.countersign.store.FacePictures.OwnKeyed;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Begins the next epoch: every living data key is wrapped under its key, and the keys of the epochs
 * before are destroyed. Data keys that were erased are not living, so copies of the database that
 * still hold them wrapped become unreadable.
 *
 * <p>It runs beside working servers and may be interrupted at any point: asked again, it finishes
 * what it finds begun.
 *
 * <p>Without the key of the current epoch no server starts. Where it is lost for good, as it is for
 * a backup older than the last change, the next epoch begins without it.
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

  /** Lets go of what cannot be read any more, because the key it is wrapped under is lost. */
  public interface Lost {
    /** Everything that a person's key opened. */
    void person(Transaction tx, CustomerId customer, UserId user);

    /** A picture with a key of its own. */
    void picture(Transaction tx, CustomerId customer, long picture);
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
    return finish(resumed, Optional.empty(), progress, origin);
  }

  /**
   * Begins the next epoch although the key of the current one is lost, and lets go of what only
   * that key opens. Interrupted, it is finished by asking again.
   *
   * @throws InvalidInput when no key is lost
   */
  public Outcome runWithoutLost(Lost lost, Progress progress, Origin origin) {
    boolean begun = store.write(epochs::beginWithoutCurrent);
    if (!begun && !unfinished()) {
      throw new InvalidInput(
          "no key is lost: what is encrypted here can be opened with the files that are there");
    }
    return finish(!begun, Optional.of(lost), progress, origin);
  }

  private Outcome finish(boolean resumed, Optional<Lost> lost, Progress progress, Origin origin) {
    long current = store.read(tx -> tx.faceEpochs().current()).orElseThrow();
    long rewrapped = rewrapAll(current, lost, progress);
    List<Long> ended =
        store.read(tx -> tx.faceEpochs().list()).stream()
            .filter(epoch -> epoch.number() < current && epoch.destroyedAt() == null)
            .map(FaceEpoch::number)
            .toList();
    // The files first: what is interrupted here is told of as destroyed by the next attempt. What
    // lies in the place of a lost key may be another installation's, and is not touched.
    ended.stream()
        .filter(number -> lost.isEmpty() || !store.read(tx -> epochs.lost(tx, number)))
        .forEach(files::destroy);
    int receipts = store.write(tx -> tell(tx, current, ended, origin));
    return new Outcome(current, rewrapped, ended, receipts, resumed);
  }

  private boolean unfinished() {
    return store.read(tx -> {
      OptionalLong current = tx.faceEpochs().current();
      return tx.faceEpochs().list().stream()
          .anyMatch(epoch -> epoch.number() < current.orElse(0) && epoch.destroyedAt() == null);
    });
  }

  private long rewrapAll(long current, Optional<Lost> lost, Progress progress) {
    long total = store.read(tx -> tx.faceKeys().countBefore(current));
    long done = 0;
    progress.at(done, total);
    int some = store.write(tx -> rewrapSome(tx, current, lost));
    while (some > 0) {
      done += some;
      progress.at(done, Math.max(done, total));
      some = store.write(tx -> rewrapSome(tx, current, lost));
    }
    return done;
  }

  private int rewrapSome(Transaction tx, long current, Optional<Lost> lost) {
    Epoch epoch = new Epoch(current, epochs.key(tx, current));
    int done = 0;
    for (WrappedKey key : tx.faceKeys().wrappedBefore(current, BATCH)) {
      Consumer<Lost> erase = one -> one.person(tx, key.customerId(), key.userId());
      if (erased(tx, key.epoch(), lost, erase) || dataKeys.rewrap(tx, key, epoch)) {
        done++;
      }
    }
    for (OwnKeyed key : tx.facePictures().wrappedBefore(current, BATCH)) {
      Consumer<Lost> erase = one -> one.picture(tx, key.customerId(), key.id());
      if (erased(tx, key.key().epoch(), lost, erase) || dataKeys.rewrap(tx, key, epoch)) {
        done++;
      }
    }
    return done;
  }

  /** What only a lost key opens may go, and goes. */
  private boolean erased(Transaction tx, long epoch, Optional<Lost> lost, Consumer<Lost> erase) {
    if (lost.isEmpty() || !epochs.lost(tx, epoch)) {
      return false;
    }
    erase.accept(lost.get());
    return true;
  }

  private int tell(Transaction tx, long current, List<Long> destroyed, Origin origin) {
    tx.faceEpochs().destroyedBefore(current, clock.instant());
    epochs.forgetDestroyed(tx);
    About about = About.SERVER.with("{\"epoch\":" + current + ",\"destroyed\":" + destroyed + "}");
    audit.append(tx, AuditKind.FACE_EPOCH_CHANGED, AuditLog.SUCCESS, origin, about);
    return tx.erasureReceipts().epochsDestroyedBefore(current, clock.instant());
  }
}
