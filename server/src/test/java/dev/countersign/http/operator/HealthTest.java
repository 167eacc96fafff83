package dev.countersign.http.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.ServedTest;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
