package dev.countersign.cli.doctor;

import dev.countersign.assembly.ConfiguredDatabase;
import dev.countersign.assembly.Core;
import dev.countersign.config.Configuration;
import dev.countersign.domain.InvalidInput;
import dev.countersign.health.Contents;
import dev.countersign.health.DataFolder;
import dev.countersign.health.Finding;
import dev.countersign.health.Surroundings;
import dev.countersign.store.StoreUnavailable;
import dev.countersign.store.sql.Migrations;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Looks at everything, from the files outwards; what rests on something broken is left out. */
public final class Examination {
  private final Configuration configuration;
  private final InstantSource clock;
  private final SecureRandom random;
  private final List<Finding> findings = new ArrayList<>();

  public Examination(Configuration configuration, InstantSource clock, SecureRandom random) {
    this.configuration = configuration;
    this.clock = clock;
    this.random = random;
  }

  /** Every finding, in the order in which things rest on one another. */
  public List<Finding> findings() {
    findings.add(Finding.ok("configuration", "valid"));
    findings.addAll(new DataFolder(configuration).findings());
    if (ConfiguredDatabase.exists(configuration)) {
      database();
    } else {
      findings.add(
          Finding.note(
              "database",
              "there is none in "
                  + configuration.data().folder().toAbsolutePath().normalize()
                  + "; if it is elsewhere use --data DIR, else it is made when the server first"
                  + " starts"));
    }
    findings.addAll(Surroundings.findings(configuration));
    findings.addAll(new FaceModels(configuration).findings());
    return List.copyOf(findings);
  }

  private void database() {
    Migrations migrations = ConfiguredDatabase.of(configuration).migrations();
    List<String> pending;
    try {
      pending = migrations.plan();
    } catch (StoreUnavailable e) {
      findings.add(Finding.problem("database", String.valueOf(e.getMessage())));
      return;
    }
    for (String difference : migrations.differences()) {
      findings.add(Finding.problem("schema", difference));
    }
    if (!pending.isEmpty()) {
      findings.add(
          Finding.problem(
              "schema",
              "behind this release by: "
                  + String.join(", ", pending)
                  + "; start the server, or run \"countersign migrate\""));
      return;
    }
    findings.add(Finding.ok("schema", "up to date"));
    inside();
  }

  private void inside() {
    try (Core core = Core.open(configuration, clock, random, new CompositeMeterRegistry())) {
      findings.add(Finding.ok("database", core.store.maintenance().description()));
      findings.add(Finding.ok("encryption", "the key opens what this database holds"));
      findings.addAll(new Contents(core.store, core.ring, clock).findings());
    } catch (InvalidInput e) {
      findings.add(Finding.problem("encryption", String.valueOf(e.getMessage())));
    } catch (StoreUnavailable e) {
      findings.add(Finding.problem("database", String.valueOf(e.getMessage())));
    }
  }
}
