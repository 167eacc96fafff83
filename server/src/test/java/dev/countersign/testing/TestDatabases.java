package dev.countersign.testing;

import dev.countersign.store.sql.Databases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Real databases for tests, each made for one test in moments by copying a migrated one. */
public final class TestDatabases {
  private TestDatabases() {}

  /** A new SQLite file in that folder with the current schema and no rows. */
  public static Databases.Sqlite sqlite(Path folder) {
    Databases.Sqlite fresh = emptySqlite(folder);
    try {
      Files.write(fresh.file(), SqliteTemplate.MIGRATED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fresh;
  }

  /** Where a new SQLite file may be made in that folder; nothing is there yet. */
  public static Databases.Sqlite emptySqlite(Path folder) {
    return new Databases.Sqlite(folder.resolve("test-" + UUID.randomUUID() + ".db"));
  }

  /** A new PostgreSQL database with the current schema and no rows. */
  public static Databases.Postgres postgres() {
    return PostgresServer.running().migrated();
  }

  /** A new PostgreSQL database without any schema. */
  public static Databases.Postgres emptyPostgres() {
    return PostgresServer.running().empty();
  }

  /** Migrated once in a JVM: Flyway takes longer than most tests. */
  private static final class SqliteTemplate {
    static final byte[] MIGRATED = migrate();

    private static byte[] migrate() {
      try {
        Path folder = Files.createTempDirectory("countersign-template");
        Databases.Sqlite template = emptySqlite(folder);
        template.migrations().migrate();
        byte[] bytes = Files.readAllBytes(template.file());
        template.file().toFile().deleteOnExit();
        folder.toFile().deleteOnExit();
        return bytes;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
