package dev.countersign.http.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.countersign.health.Readiness;
import dev.countersign.store.StoreUnavailable;
import dev.countersign.store.sql.Databases;
import dev.countersign.testing.MutableClock;
import dev.countersign.testing.ServedTest;
import dev.countersign.testing.TestDatabases;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class HealthTest extends ServedTest {
  @Test
  void aRunningServerIsUpAndReady() {
    Answer alive = server.get("/health");
    assertThat(alive.status()).isEqualTo(200);
    assertThat(alive.body()).isEqualTo("{\"status\":\"up\"}");
    assertThat(alive.header("Cache-Control")).isEqualTo("no-store");

    Answer ready = server.get("/health/ready");
    assertThat(ready.status()).isEqualTo(200);
    assertThat(ready.body())
        .isEqualTo(
            """
            {"status":"up","checks":{"database":"up","schema":"up","signing_key":"up",\
            "face_models":"up"}}\
            """);
  }

  @Test
  void aRunningServerTellsWhichFaceModelsItHasAsSoonAsItHasReadThem() throws Exception {
    Answer answer = server.get("/health");
    for (int i = 0; i < 500 && !answer.body().contains("face_models"); i++) {
      Thread.sleep(20);
      answer = server.get("/health");
    }

    assertThat(answer.body())
        .startsWith(
            "{\"status\":\"up\",\"face_models\":[{\"name\":\"fr_detect.onnx\","
                + "\"licence\":\"MIT\",\"sha256\":\"")
        .containsPattern(
            "\\{\"name\":\"fr_feature\\.onnx\",\"licence\":\"MIT\",\"sha256\":\"[0-9a-f]{64}\"}");
  }

  @Test
  void aServerWithoutASigningKeyIsUpAndNotReady() {
    server
        .core()
        .store
        .write(tx -> {
          tx.signingKeys().list().forEach(key -> tx.signingKeys().delete(key.kid()));
          return true;
        });
    server.core().ring.refresh();

    Answer ready = server.get("/health/ready");

    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.body())
        .isEqualTo(
            """
            {"status":"down","checks":{"database":"up","schema":"up","signing_key":"down",\
            "face_models":"up"}}\
            """);
    assertThat(server.get("/health").status()).isEqualTo(200);
  }

  @Test
  void aServerWithoutItsDatabaseIsUpAndNotReady() {
    server.get("/health/ready");
    server.core().store.close();
    server.clock().advance(Duration.ofSeconds(2));

    Answer ready = server.get("/health/ready");

    assertThat(ready.status()).isEqualTo(503);
    assertThat(ready.body()).startsWith("{\"status\":\"down\",\"checks\":{\"database\":\"down\"");
    assertThat(server.get("/health").status()).isEqualTo(200);
  }

  @Test
  void aServerWhoseDatabaseFileWasReplacedIsNotReady() throws IOException {
    assertThat(server.get("/health/ready").status()).isEqualTo(200);
    Path file = folder.resolve("countersign.db");
    Files.move(file, folder.resolve("moved.db"));
    assertThat(ready(server)).isEqualTo(503);
    Files.createFile(file);
    assertThat(ready(server)).isEqualTo(503);

    Files.move(folder.resolve("moved.db"), file, StandardCopyOption.REPLACE_EXISTING);
    Logger log = (Logger) LoggerFactory.getLogger(Readiness.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    log.setLevel(Level.INFO);

    assertThat(ready(server)).isEqualTo(200);
    assertThat(ready(server)).isEqualTo(200);

    log.detachAppender(lines);
    log.setLevel(null);
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("Ready: every check passes");
  }

  @Test
  void anAnswerIsNotKeptForLongerWhenTheClockIsSetBack() {
    assertThat(server.get("/health/ready").status()).isEqualTo(200);
    server.core().store.close();

    server.clock().advance(Duration.ofHours(-1));

    assertThat(server.get("/health/ready").status()).isEqualTo(503);
  }

  @Test
  void aServerWhoseDatabaseTakesNoWritesIsNotReadyUntilItDoes(@TempDir Path other)
      throws SQLException {
    Databases.Postgres database = TestDatabases.postgres();
    MutableClock clock = new MutableClock();
    try (TestServer served = TestServer.start(other, Map.of(), clock, database)) {
      assertThat(ready(served)).isEqualTo(200);

      standby(database, "on");

      assertThat(ready(served)).isEqualTo(503);
      assertThat(served.get("/health/ready").body()).contains("{\"database\":\"down\"");
      // A connection that was used a moment ago is not looked at before it is used again.
      Throwable refused = catchThrowable(() -> served.customer("acme"));
      for (int i = 0; i < 20 && !String.valueOf(refused).contains("takes no writes"); i++) {
        refused = catchThrowable(() -> served.customer("acme"));
      }
      assertThat(refused)
          .isInstanceOf(StoreUnavailable.class)
          .hasMessageContaining("takes no writes");

      standby(database, "off");
      int status = ready(served);
      for (int i = 0; i < 10 && status != 200; i++) {
        status = ready(served);
      }

      assertThat(status).isEqualTo(200);
    }
  }

  private static int ready(TestServer served) {
    served.clock().advance(Duration.ofSeconds(2));
    return served.get("/health/ready").status();
  }

  /** From now on, connections that stand already are cut. */
  private static void standby(Databases.Postgres database, String value) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.url());
        Statement statement = connection.createStatement()) {
      statement.execute("SET default_transaction_read_only = off");
      statement.execute(
          "ALTER DATABASE "
              + connection.getCatalog()
              + " SET default_transaction_read_only = "
              + value);
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }
  }

  @Test
  void aServerIsReadyOnItsOwnConnectionsWhereTheDatabaseHasNoneToSpare(@TempDir Path other)
      throws SQLException {
    Databases.Postgres database = TestDatabases.postgres();
    try (TestServer served = TestServer.start(other, Map.of(), new MutableClock(), database);
        Connection outside =
            DriverManager.getConnection(
                database.url().replaceFirst("/test_[0-9a-f]+", "/postgres"));
        Statement statement = outside.createStatement()) {
      String name = database.url().replaceFirst(".*/(test_[0-9a-f]+).*", "$1");
      assertThat(ready(served)).isEqualTo(200);

      statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");

      assertThat(ready(served)).isEqualTo(200);
      statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    }
  }

  @Test
  void whoAsksWhileALockHoldsTheCheckUpIsToldThatTheDatabaseIsDown(@TempDir Path other)
      throws SQLException {
    Databases.Postgres database = TestDatabases.postgres();
    MutableClock clock = new MutableClock();
    try (TestServer served = TestServer.start(other, Map.of(), clock, database)) {
      assertThat(ready(served)).isEqualTo(200);
      try (Connection connection = DriverManager.getConnection(database.url());
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute("LOCK TABLE counter IN ACCESS EXCLUSIVE MODE");
        assertThat(ready(served)).isEqualTo(503);
        assertThat(served.get("/health/ready").body())
            .startsWith("{\"status\":\"down\",\"checks\":{\"database\":\"down\",\"schema\":\"up\"");
        connection.rollback();
      }
      assertThat(ready(served)).isEqualTo(200);
    }
  }

  @Test
  void metricsTellOfQueuesRequestsAndTheJvm() {
    server.get("/health");

    Answer answer = server.get("/metrics");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/plain; version=0.0.4");
    assertThat(answer.body())
        .contains("countersign_hash_pool_active 0.0")
        .contains("countersign_hash_pool_queued 0.0")
        .contains("countersign_face_pool_active 0.0")
        .contains("countersign_face_pool_queued 0.0")
        .contains("countersign_store_connections_busy ")
        .contains("countersign_store_writes_queued ")
        .contains("countersign_outbox_waiting 0.0")
        .contains("countersign_faces_searchable 0.0")
        .contains("countersign_faces_unreadable 0.0")
        .contains("countersign_galleries_pending 0.0")
        .contains(
            "countersign_http_requests_seconds_count{dialect=\"plain\",route=\"/health\","
                + "status=\"2xx\"} 1")
        .contains("jvm_memory_used_bytes")
        .contains("jvm_threads_live_threads")
        .contains("process_uptime_seconds");
  }

  @Test
  void metricsAreForConfiguredNetworksOnly(@TempDir Path other) {
    try (TestServer closed = TestServer.start(other, Map.of("metrics.allow", "192.0.2.0/24"))) {
      Answer answer = closed.get("/metrics");
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(answer.body()).contains("\"code\":\"network_refused\"").doesNotContain("jvm_");
    }
  }
}
