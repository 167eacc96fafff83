package dev.countersign.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where data is kept.
 *
 * @param folder the data folder; it need not exist yet
 * @param database the embedded store in that folder, or a PostgreSQL server
 * @param poolSize the most connections to open, at least 1
 */
public record DataSettings(Path folder, DatabaseAddress database, int poolSize) {

  private static final String SQLITE_NAME = "countersign.db";

  static DataSettings from(Values values) {
    Path folder = values.get(Keys.DATA);
    DatabaseAddress sqlite = new DatabaseAddress.SqliteFile(folder.resolve(SQLITE_NAME));
    Optional<DatabaseAddress> postgres = values.get(Keys.DB).map(url -> postgres(url, values));
    return new DataSettings(folder, postgres.orElse(sqlite), values.get(Keys.DB_POOL_SIZE));
  }

  private static DatabaseAddress postgres(PostgresUrl url, Values values) {
    return new DatabaseAddress.PostgresServer(
        url.jdbcUrl(),
        url.user().or(() -> values.get(Keys.DB_USER)),
        url.password().or(() -> values.get(Keys.DB_PASSWORD)));
  }
}
