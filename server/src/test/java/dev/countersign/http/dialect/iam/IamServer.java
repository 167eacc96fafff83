package dev.countersign.http.dialect.iam;

import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with one customer and one person, new for each test. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
abstract class IamServer {
  TestServer server;
  IamClient client;
  Customer acme;
  User alice;

  @BeforeEach
  void startServer(@TempDir Path folder) {
    server = start(folder);
    client = new IamClient(server);
    acme = server.customer("acme");
    alice = server.user(acme, "alice");
  }

  TestServer start(Path folder) {
    return TestServer.start(folder);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }
}
