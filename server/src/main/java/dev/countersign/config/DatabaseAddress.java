package dev.countersign.config;

import java.nio.file.Path;
import java.util.Optional;

/** Where the data is stored. */
public sealed interface DatabaseAddress {

  /**
   * The embedded store.
   *
   * @param file the database file, in the data folder
   */
  record SqliteFile(Path file) implements DatabaseAddress {}

  /**
   * A PostgreSQL server.
   *
   * @param jdbcUrl what the driver is given: hosts, name and parameters, never user or password
   * @param user the role to log in as; empty leaves the choice to the driver
   * @param password the password of the role
   */
  record PostgresServer(String jdbcUrl, Optional<String> user, Optional<SecretText> password)
      implements DatabaseAddress {

    /** Leaves the parameters out: some of them are secrets. */
    @Override
    public String toString() {
      int query = jdbcUrl.indexOf('?');
      return query < 0 ? jdbcUrl : jdbcUrl.substring(0, query);
    }
  }
}
