package dev.countersign.housekeeping;

import dev.countersign.config.AuditSettings;
import dev.countersign.config.HousekeepingSettings;
import dev.countersign.config.SessionSettings;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.ToIntFunction;

/** Sweeps out expired rows, each batch in a transaction of its own. */
public final class Housekeeping {
  private final Store store;
  private final InstantSource clock;
  private final HousekeepingSettings settings;
  private final AuditSettings audit;
  private final SessionSettings sessions;

  public Housekeeping(
      Store store,
      InstantSource clock,
      HousekeepingSettings settings,
      AuditSettings audit,
      SessionSettings sessions) {
    this.store = store;
    this.clock = clock;
    this.settings = settings;
    this.audit = audit;
    this.sessions = sessions;
  }

  /** Removes everything that has expired; returns how many rows. */
  public long sweep() {
    Instant now = clock.instant();
    int batch = settings.batch();
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
