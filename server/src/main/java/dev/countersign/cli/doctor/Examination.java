package dev.countersign.cli.doctor;

import dev.countersign.assembly.Core;
import dev.countersign.config.Configuration;
import dev.countersign.crypto.NativeLibraries;
import dev.countersign.domain.InvalidInput;
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
    if (Core.hasDatabase(configuration)) {
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
    mail();
    natives();
    findings.addAll(new FaceModels(configuration).findings());
    return List.copyOf(findings);
  }

  private void database() {
    Migrations migrations = Core.database(configuration).migrations();
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
      findings.addAll(new Contents(core, clock).findings());
    } catch (InvalidInput e) {
      findings.add(Finding.problem("encryption", String.valueOf(e.getMessage())));
    } catch (StoreUnavailable e) {
      findings.add(Finding.problem("database", String.valueOf(e.getMessage())));
    }
  }

  private void mail() {
    if (configuration.mail().isEmpty()) {
      findings.add(Finding.note("mail", "no mail server is set (mail.host); no mail will be sent"));
      return;
    }
    findings.add(Finding.ok("mail", "through " + configuration.mail().get().host()));
  }

  private void natives() {
    findings.add(
        library("argon2", NativeLibraries.hashesPasswords(), "passwords are hashed", "a third"));
    findings.add(
        library("signatures", NativeLibraries.signsTokens(), "tokens are signed", "several times"));
  }

  private static Finding library(String check, boolean there, String what, String slower) {
    if (there) {
      return Finding.ok(check, what + " by the native library");
    }
    return Finding.note(
        check, "no native library for this platform; " + what + " in Java, " + slower + " slower");
  }
}
