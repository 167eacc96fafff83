package dev.countersign.health;

import dev.countersign.keys.KeyRing;
import dev.countersign.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future.State;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether sign-ins would work now: the database answers and takes writes, its schema is this
 * release's or a later one, the default issuer has a key that signs, and the face models are
 * loaded. Anybody may ask, so the answer is kept for a second: asking often costs the database
 * little.
 */
public final class Readiness {
  private static final Logger log = LoggerFactory.getLogger(Readiness.class);
  private static final Duration KEPT = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Store store;
  private final KeyRing ring;
  private final BooleanSupplier schemaUpToDate;
  private final BooleanSupplier faceModels;
  private final InstantSource clock;

  /** What is found now, or was found last: whoever asks meanwhile is told the same. */
  private @Nullable FutureTask<Report> look;

  private volatile SequencedMap<String, Boolean> last = new LinkedHashMap<>();

  /**
   * Wires the checks.
   *
   * @param schemaUpToDate whether every migration of this release was made
   * @param faceModels whether the face models are loaded, or need not be yet
   */
  public Readiness(
      Store store,
      KeyRing ring,
      BooleanSupplier schemaUpToDate,
      BooleanSupplier faceModels,
      InstantSource clock) {
    this.store = store;
    this.ring = ring;
    this.schemaUpToDate = schemaUpToDate;
    this.faceModels = faceModels;
    this.clock = clock;
  }

  /** Every check by name, and whether it passed. */
  public SequencedMap<String, Boolean> checks() {
    FutureTask<Report> asked = look();
    try {
      return asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).checks();
    } catch (TimeoutException e) {
      return stuck();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return stuck();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the server could not look whether it is ready", e);
    }
  }

  /** Nobody who asks is kept waiting by a database that does not answer, so it is asked aside. */
  private synchronized FutureTask<Report> look() {
    FutureTask<Report> known = look;
    if (known != null && (known.state() == State.RUNNING || isFresh(known))) {
      return known;
    }
    FutureTask<Report> begun = new FutureTask<>(this::report);
    look = begun;
    Thread.startVirtualThread(begun);
    return begun;
  }

  private boolean isFresh(FutureTask<Report> known) {
    if (known.state() != State.SUCCESS) {
      return false;
    }
    Instant now = clock.instant();
    Instant at = known.resultNow().at();
    // A clock that was set back must not keep an answer for as long as it went back.
    return !now.isBefore(at) && now.isBefore(at.plus(KEPT));
  }

  /** Who looks has not come back: the database does not answer. */
  private SequencedMap<String, Boolean> stuck() {
    log.warn("Not ready: the database does not answer; somebody may hold a lock");
    SequencedMap<String, Boolean> checks = new LinkedHashMap<>();
    checks.put("database", false);
    last.forEach(checks::putIfAbsent);
    return checks;
  }

  private Report report() {
    SequencedMap<String, Boolean> checks = new LinkedHashMap<>();
    checks.put("database", passes("database", this::databaseAnswers));
    checks.put("schema", passes("schema", schemaUpToDate));
    checks.put("signing_key", passes("signing_key", this::somethingSigns));
    checks.put("face_models", passes("face_models", faceModels));
    if (allPassed(checks) && !allPassed(last)) {
      log.info("Ready: every check passes");
    }
    last = checks;
    // Not when it began: who waited for a slow check is not to make another.
    return new Report(clock.instant(), checks);
  }

  private static boolean passes(String name, BooleanSupplier check) {
    boolean passed;
    try {
      passed = check.getAsBoolean();
    } catch (RuntimeException e) {
      // The caller is told which check failed; only the log says why.
      log.warn("Not ready: the check of the {} failed", name, e);
      return false;
    }
    if (!passed) {
      log.warn("Not ready: the check of the {} failed", name);
    }
    return passed;
  }

  private boolean databaseAnswers() {
    store.maintenance().ping();
    // A sign-in writes, and a disk that is full or a standby can be read all the same.
    return store.write(tx -> tx.counters().next("readiness_checks")) > 0;
  }

  private boolean somethingSigns() {
    // Throws when the issuer has no active key.
    return ring.defaultIssuer().map(ring::signer).isPresent();
  }

  private record Report(Instant at, SequencedMap<String, Boolean> checks) {}

  /** Whether all of them passed. */
  public static boolean allPassed(Map<String, Boolean> checks) {
    return checks.values().stream().allMatch(passed -> passed);
  }
}
