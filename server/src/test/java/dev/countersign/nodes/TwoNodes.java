package dev.countersign.nodes;

import dev.countersign.store.sql.Databases;
import dev.countersign.testing.MutableClock;
import dev.countersign.testing.TestDatabases;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one PostgreSQL, new for each test. */
abstract class TwoNodes {
  @TempDir Path folder;
  TestServer one;
  TestServer other;

  @BeforeEach
  void startBoth() {
    MutableClock clock = new MutableClock();
    Databases.Postgres database = TestDatabases.postgres();
    one = TestServer.start(folder, Map.of(), clock, database);
    other = TestServer.start(folder, Map.of(), clock, database);
  }

  @AfterEach
  void stopBoth() {
    one.close();
    other.close();
  }
}
