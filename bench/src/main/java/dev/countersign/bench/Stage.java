package dev.countersign.bench;

import dev.countersign.assembly.ConfiguredDatabase;
import dev.countersign.assembly.Core;
import dev.countersign.config.Configuration;
import dev.countersign.config.ConfigurationSources;
import dev.countersign.crypto.Secret;
import dev.countersign.customer.ApiKeyAdministration.NewKey;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.domain.Scope;
import dev.countersign.store.Store;
import dev.countersign.user.NewUser;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A data folder with one customer, one key and one person, for one measurement.
 *
 * @param settings the configuration every process of the measurement uses
 * @param jdbcUrl where rows can be filled in from the side
 * @param customer the customer {@code acme}
 * @param key its generated key, with every scope
 */
record Stage(Map<String, String> settings, String jdbcUrl, Customer customer, NewKey key) {
  static final String PASSWORD = "correct horse battery staple";

  /** On SQLite in a fresh folder. */
  static Stage sqlite(Map<String, String> more) {
    Path folder = folder();
    return set(folder, "jdbc:sqlite:" + folder.resolve("countersign.db"), more);
  }

  /** On an empty PostgreSQL database. */
  static Stage postgres(String jdbcUrl, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("db", jdbcUrl);
    return set(folder(), jdbcUrl, settings);
  }

  /** The database's own integrity check. */
  List<String> integrityProblems() {
    Configuration configuration =
        Configuration.load(new ConfigurationSources(Optional.empty(), Map.of(), settings));
    try (Store store = ConfiguredDatabase.of(configuration).open()) {
      return store.maintenance().integrityProblems();
    }
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("countersign-bench");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stage set(Path folder, String jdbcUrl, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("data", folder.toString());
    settings.put("server.base-url", "http://localhost:8080");
    Configuration configuration =
        Configuration.load(new ConfigurationSources(Optional.empty(), Map.of(), settings));
    try (Core core =
        Core.open(
            configuration, InstantSource.system(), new SecureRandom(), new SimpleMeterRegistry())) {
      core.signingKeys.begin("http://localhost:8080");
      core.ring.refresh();
      Customer customer = core.customers.create("acme", Secret.of(PASSWORD), Origin.CLI);
      NewKey key = core.apiKeys.create(customer.id(), "bench", Scope.all(), Origin.CLI);
      core.users.create(
          customer.id(),
          new NewUser("alice", Profile.EMPTY, Optional.of(Secret.of(PASSWORD))),
          Origin.CLI);
      return new Stage(settings, jdbcUrl, customer, key);
    }
  }
}
