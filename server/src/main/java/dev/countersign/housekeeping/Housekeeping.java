package dev.countersign.housekeeping;

import dev.countersign.config.AuditSettings;
import dev.countersign.config.HousekeepingSettings;
import dev.countersign.config.SessionSettings;
import dev.countersign.keys.EpochKeys;
import dev.countersign.privacy.Erasure;
import dev.countersign.privacy.Transforms;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Sweeps out expired rows, each batch in a transaction of its own. */
public final class Housekeeping {
  /** A node that has not looked for so long reads everything again. */
  private static final Duration CHANGES_KEPT = Duration.ofDays(1);

  /** A code that comes back so long after it was redeemed still ends what it began. */
  private static final Duration CODES_KEPT = Duration.ofHours(1);

  private final Store store;
  private final InstantSource clock;
  private final HousekeepingSettings settings;
  private final AuditSettings audit;
  private final SessionSettings sessions;
  private final Erasure erasure;
  private final EpochKeys epochs;
  private final Transforms transforms;
  private final List<Sweep> sweeps = new ArrayList<>();

  public Housekeeping(
      Store store,
      InstantSource clock,
      HousekeepingSettings settings,
      AuditSettings audit,
      SessionSettings sessions,
      Erasure erasure,
      EpochKeys epochs,
      Transforms transforms) {
    this.store = store;
    this.clock = clock;
    this.settings = settings;
    this.audit = audit;
    this.sessions = sessions;
    this.erasure = erasure;
    this.epochs = epochs;
    this.transforms = transforms;
  }

  /** Something else that expires. */
  public interface Sweep {
    /** Removes at most so many; returns how many of the kind there were most of. */
    int some(Transaction tx, Instant now, int limit);
  }

  /** Has something else swept out too; said before the first sweep. */
  public void add(Sweep sweep) {
    sweeps.add(sweep);
  }

  /** Removes everything that has expired; returns how many rows. */
  public long sweep() {
    Instant now = clock.instant();
    int batch = settings.batch();
    long removed =
        drain(tx -> erasure.expired(tx, batch))
            + drain(tx -> tx.facePictures().deleteExpired(now, batch))
            + drain(tx -> tx.oneTimeCodes().deleteExpired(now, batch))
            + drain(tx -> tx.pendingSignIns().deleteExpired(now, batch))
            + drain(tx -> tx.rememberedBrowsers().deleteExpired(now, batch))
            + drain(tx -> tx.faceChanges().deleteBefore(now.minus(CHANGES_KEPT), batch))
            + stepsOfGrants(now, batch)
            + sessionsAndRecords(now, batch)
            + sweeps.stream().mapToLong(one -> drain(tx -> one.some(tx, now, batch))).sum();
    forgetDestroyedKeys();
    // Customers that were deleted, and names that were changed, leave something behind too.
    erasure.suspect();
    erasure.scrub();
    return removed;
  }

  private void forgetDestroyedKeys() {
    var _ =
        store.read(tx -> {
          epochs.forgetDestroyed(tx);
          transforms.forgetDestroyed(tx);
          return true;
        });
  }

  private long stepsOfGrants(Instant now, int batch) {
    return drain(tx -> tx.authorizationCodes().deleteExpired(now.minus(CODES_KEPT), batch))
        + drain(tx -> tx.authorizationRequests().deleteExpired(now, batch))
        + drain(tx -> tx.deviceAuthorizations().deleteExpired(now, batch));
  }

  private long sessionsAndRecords(Instant now, int batch) {
    return drain(tx -> tx.sessions().deleteExpired(now, batch))
        + drain(tx -> tx.devices().deleteStale(now.minus(sessions.maxAge()), batch))
        + drain(tx -> tx.nonces().deleteExpired(now, batch))
        + drain(tx -> tx.throttles().deleteExpired(now, batch))
        + drain(tx -> tx.audit().deleteBefore(now.minus(audit.retention()), batch));
  }

  private long drain(ToIntFunction<Transaction> deleteSome) {
    long removed = 0;
    int some;
    do {
      some = store.write(deleteSome::applyAsInt);
      removed += some;
    } while (some == settings.batch());
    return removed;
  }
}
