package dev.countersign.health;

import dev.countersign.keys.KeyRing;
import dev.countersign.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether sign-ins would work now: the database answers, its schema is this release's or a later
 * one, the default issuer has a key that signs, and the face models are loaded. Anybody may ask, so
 * the answer is kept for a second: asking often costs the database nothing.
 */
public final class Readiness {
  private static final Logger log = LoggerFactory.getLogger(Readiness.class);
  private static final Duration KEPT = Duration.ofSeconds(1);

  private final Store store;
  private final KeyRing ring;
  private final BooleanSupplier schemaUpToDate;
  private final BooleanSupplier faceModels;
  private final InstantSource clock;
  private final AtomicReference<Report> last =
      new AtomicReference<>(new Report(Instant.MIN, new LinkedHashMap<>()));

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
    Instant now = clock.instant();
    Report kept = last.get();
    if (!kept.checks().isEmpty() && now.isBefore(kept.at().plus(KEPT))) {
      return kept.checks();
    }
    SequencedMap<String, Boolean> checks = new LinkedHashMap<>();
    checks.put("database", passes("database", this::databaseAnswers));
    checks.put("schema", passes("schema", schemaUpToDate));
    checks.put("signing_key", passes("signing_key", this::somethingSigns));
    checks.put("face_models", passes("face_models", faceModels));
    last.set(new Report(now, checks));
    return checks;
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
    return true;
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
