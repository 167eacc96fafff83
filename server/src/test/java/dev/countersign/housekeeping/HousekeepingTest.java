package dev.countersign.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HousekeepingTest {
  @Test
  void aDeviceNobodyConfirmedIsForgottenOnceItsSessionsAreOver(@TempDir Path folder) {
    try (TestServer server = TestServer.start(folder)) {
      server.user(server.customer("acme"), "alice");
      var answer =
          server.post(
              "/v1/iam/auth/sign-in/web/sign-in",
              "{\"userName\":\"alice\",\"password\":\"%s\"}".formatted(TestServer.PASSWORD));
      assertThat(answer.status()).isEqualTo(200);

      server.clock().advance(Duration.ofDays(30));
      server.core().housekeeping.sweep();
      assertThat(server.count("SELECT count(*) FROM device")).isEqualTo(1);

      server.clock().advance(Duration.ofMillis(1));
      server.core().housekeeping.sweep();
      assertThat(server.count("SELECT count(*) FROM session")).isZero();
      assertThat(server.count("SELECT count(*) FROM device")).isZero();
    }
  }
}
