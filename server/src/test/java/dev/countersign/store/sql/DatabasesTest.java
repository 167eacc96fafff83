package dev.countersign.store.sql;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.store.StoreUnavailable;
import dev.countersign.testing.TestDatabases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DatabasesTest {
  @Test
  @Timeout(value = 5, unit = TimeUnit.SECONDS)
  void aServerThatDoesNotRunIsReportedAtOnceWithTheAddressThatWasTried() throws IOException {
    int port = unusedPort();
    Databases.Postgres nowhere =
        new Databases.Postgres(
            "jdbc:postgresql://localhost:" + port + "/countersign", "ann", "secret-word", 4);
    assertUnreachable(nowhere::open, port);
    assertUnreachable(() -> nowhere.migrations().migrate(), port);
  }

  private static void assertUnreachable(Runnable call, int port) {
    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(call::run)
        .withMessageContaining("cannot reach the database")
        .withMessageContaining("localhost:" + port)
        .withMessageNotContaining("secret-word");
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aDatabaseThatDoesNotExistIsNamed() {
    Databases.Postgres there = TestDatabases.emptyPostgres();
    String url = there.url().replaceFirst("/test_[0-9a-f]+", "/no_such_database");
    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(() -> new Databases.Postgres(url, "", "", 1).open())
        .withMessageContaining("no_such_database");
  }

  @Test
  void anAddressOfAnotherKindIsRefusedWithoutRepeatingIt() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new Databases.Postgres("postgres://ann:secret@host/db", "", "", 4))
        .withMessageContaining("jdbc:postgresql://host:5432/countersign")
        .withMessageNotContaining("secret");
  }
}
