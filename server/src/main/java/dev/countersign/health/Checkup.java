package dev.countersign.health;

import dev.countersign.config.Configuration;
import dev.countersign.keys.KeyRing;
import dev.countersign.store.Store;
import dev.countersign.store.StoreUnavailable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** What can be found out about a server while it works, in little time; it mends nothing. */
public final class Checkup {
  private final Configuration configuration;
  private final Store store;
  private final KeyRing ring;
  private final IntSupplier migration;
  private final InstantSource clock;

  /**
   * Wires the checks.
   *
   * @param migration asks which change of the schema was the last one applied
   */
  public Checkup(
      Configuration configuration,
      Store store,
      KeyRing ring,
      IntSupplier migration,
      InstantSource clock) {
    this.configuration = configuration;
    this.store = store;
    this.ring = ring;
    this.migration = migration;
    this.clock = clock;
  }

  /** Every finding, in the order in which things rest on one another. */
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>(new DataFolder(configuration).findings());
    try {
      findings.add(Finding.ok("database", store.maintenance().description()));
      findings.add(Finding.ok("schema", "change " + migration.getAsInt()));
      findings.addAll(new Contents(store, ring, clock).quick());
    } catch (StoreUnavailable e) {
      findings.add(Finding.problem("database", String.valueOf(e.getMessage())));
    }
    findings.addAll(Surroundings.findings(configuration));
    return List.copyOf(findings);
  }
}
