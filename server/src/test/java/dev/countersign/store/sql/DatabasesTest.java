package dev.countersign.store.sql;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.store.StoreUnavailable;
import dev.countersign.testing.TestDatabases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DatabasesTest {
  @Test
  // Sooner than the pool gives up waiting for a connection, after ten.
  @Timeout(value = 9, unit = TimeUnit.SECONDS)
  void aServerThatDoesNotRunIsReportedAtOnceWithTheAddressThatWasTried() throws IOException {
    try (Socket nobody = new Socket()) {
      // Bound, so that nobody else takes the port, and not listening.
      nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = nobody.getLocalPort();
      Databases.Postgres nowhere =
          new Databases.Postgres(
              "jdbc:postgresql://localhost:" + port + "/countersign", "ann", "secret-word", 4);
      assertUnreachable(nowhere::open, port);
      assertUnreachable(() -> nowhere.migrations().migrate(), port);
    }
  }

  private static void assertUnreachable(Runnable call, int port) {
    assertThatExceptionOfType(StoreUnavailable.class)
        .isThrownBy(call::run)
        .withMessageContaining("cannot reach the database")
        .withMessageContaining("localhost:" + port)
        .withMessageNotContaining("secret-word");
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
