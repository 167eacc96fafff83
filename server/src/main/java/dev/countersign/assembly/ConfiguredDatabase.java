package dev.countersign.assembly;

import dev.countersign.config.Configuration;
import dev.countersign.config.DatabaseAddress;
import dev.countersign.config.SecretText;
import dev.countersign.store.sql.Databases;
import java.nio.file.Files;

/** The database that the configuration names. */
public final class ConfiguredDatabase {
  private ConfiguredDatabase() {}

  /** Whether it is there; one on a server is taken to be. */
  public static boolean exists(Configuration configuration) {
    return switch (configuration.data().database()) {
      case DatabaseAddress.SqliteFile sqlite -> Files.exists(sqlite.file());
      case DatabaseAddress.PostgresServer _ -> true;
    };
  }

  /** Where it is; makes the data folder when that is where. */
  public static Databases of(Configuration configuration) {
    return switch (configuration.data().database()) {
      case DatabaseAddress.SqliteFile sqlite -> {
        PrivateFiles.folder(configuration.data().folder());
        PrivateFiles.file(sqlite.file());
        yield new Databases.Sqlite(sqlite.file());
      }
      case DatabaseAddress.PostgresServer server ->
          new Databases.Postgres(
              server.jdbcUrl(),
              server.user().orElse(""),
              server.password().map(SecretText::reveal).orElse(""),
              configuration.data().poolSize());
    };
  }
}
