package dev.countersign.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.store.Store;
import dev.countersign.testing.OnEveryDatabase;
import dev.countersign.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
@Timeout(60)
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class MigrationsTest {
  private static final List<String> ALL =
      List.of(
          "1 session core",
          "2 faces",
          "3 provider",
          "4 factors",
          "5 lifecycle",
          "6 console",
          "7 portals",
          "8 profile",
          "9 people search",
          "10 deliveries",
          "11 event sums");

  @Parameter TestDatabase kind;
  @TempDir Path folder;

  @Test
  void anEmptyDatabaseNeedsEverythingAndACurrentOneNothing() {
    Migrations migrations = kind.empty(folder).migrations();
    assertThat(migrations.current()).isZero();
    assertThat(migrations.plan()).containsExactlyElementsOf(ALL);
    assertThat(migrations.migrate()).containsExactlyElementsOf(ALL);
    assertThat(migrations.plan()).isEmpty();
    assertThat(migrations.migrate()).isEmpty();
    assertThat(migrations.differences()).isEmpty();
    assertThat(migrations.current()).isEqualTo(Migrations.NEWEST);
  }

  @Test
  void nodesThatMigrateAtOnceAllEndWithTheSchemaAndEachChangeIsMadeOnce() throws Exception {
    Databases database = kind.empty(folder);
    List<Callable<List<String>>> nodes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      nodes.add(() -> database.migrations().migrate());
    }
    List<String> done = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      for (Future<List<String>> node : executor.invokeAll(nodes)) {
        done.addAll(node.get());
      }
    }
    assertThat(done).containsExactlyInAnyOrderElementsOf(ALL);
    assertOpens(database);
  }

  @Test
  void aChangeAndTheNoteThatItWasMadeAreOneTransaction() throws SQLException {
    if (!(kind.empty(folder) instanceof Databases.Postgres postgres)) {
      return;
    }
    postgres.migrations().migrate();
    try (Connection connection = DriverManager.getConnection(postgres.url());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT h.xmin = a.xmin FROM flyway_schema_history h, pg_attribute a"
                    + " WHERE h.version = '2' AND a.attrelid = 'face_epoch'::regclass"
                    + " AND a.attname = 'sealed_canary'")) {
      rows.next();
      assertThat(rows.getBoolean(1)).isTrue();
    }
  }

  @Test
  void theNewestChangeIsTheNewestFile() throws Exception {
    Path files =
        Path.of(Objects.requireNonNull(Migrations.class.getResource("/db/migration/")).toURI());
    try (Stream<Path> all = Files.list(files)) {
      int newest =
          all.map(file -> file.getFileName().toString())
              .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
              .max()
              .orElseThrow();
      assertThat(Migrations.NEWEST).isEqualTo(newest);
    }
  }

  @Test
  void theSchemaOfTheNextReleaseIsAccepted() throws SQLException {
    Databases database = kind.fresh(folder);
    execute(
        database,
        "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
            + " checksum, installed_by, installed_on, execution_time, success) SELECT 99, '"
            + (Migrations.NEWEST + 1)
            + "', 'later', 'SQL', 'V2__later.sql', 1, installed_by, installed_on, 1, success"
            + " FROM flyway_schema_history WHERE version = '1'");
    Migrations migrations = database.migrations();
    assertThat(migrations.migrate()).isEmpty();
    assertThat(migrations.differences()).isEmpty();
    assertThat(migrations.plan()).isEmpty();
    assertOpens(database);
  }

  @Test
  void aChangeThatIsNotThisReleasesIsADifference() throws SQLException {
    Databases database = kind.fresh(folder);
    execute(database, "UPDATE flyway_schema_history SET checksum = 12345 WHERE version = '1'");
    assertThat(database.migrations().differences())
        .singleElement()
        .asString()
        .startsWith("1 session core: ");
  }

  @Test
  void keysAreComparedBytewiseWhateverTheDatabasesOrder() throws SQLException {
    if (!(kind.fresh(folder) instanceof Databases.Postgres postgres)) {
      return;
    }
    try (Connection connection = DriverManager.getConnection(postgres.url());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT table_name || '.' || column_name FROM information_schema.columns"
                    + " WHERE collation_name = 'C' AND table_schema = 'public' ORDER BY 1")) {
      List<String> columns = new ArrayList<>();
      while (rows.next()) {
        columns.add(rows.getString(1));
      }
      assertThat(columns)
          .contains(
              "customer.name_key",
              "user_account.user_name_key",
              "search_space.name_key",
              "device.device_key",
              "signing_key.kid");
    }
  }

  private static void assertOpens(Databases database) {
    try (Store store = database.open()) {
      long next = store.write(tx -> tx.counters().next("opened"));
      assertThat(next).isEqualTo(1);
    }
  }

  private static void execute(Databases database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(database));
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  private static String url(Databases database) {
    return switch (database) {
      case Databases.Sqlite sqlite -> "jdbc:sqlite:" + sqlite.file();
      case Databases.Postgres postgres -> postgres.url();
    };
  }
}
