package dev.countersign.testing;

import dev.countersign.store.sql.Databases;
import java.nio.file.Path;

/** The databases a contract must hold on. */
public enum TestDatabase {
  SQLITE {
    @Override
    public Databases fresh(Path folder) {
      return TestDatabases.sqlite(folder);
    }

    @Override
    public Databases empty(Path folder) {
      return TestDatabases.emptySqlite(folder);
    }
  },
  POSTGRES {
    @Override
    public Databases fresh(Path folder) {
      return TestDatabases.postgres();
    }

    @Override
    public Databases empty(Path folder) {
      return TestDatabases.emptyPostgres();
    }
  };

  /** A database of its own for one test, with the current schema and no rows. */
  public abstract Databases fresh(Path folder);

  /** A database of its own for one test, without any schema. */
  public abstract Databases empty(Path folder);
}
