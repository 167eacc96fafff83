package dev.countersign.testing;

import dev.countersign.domain.Customer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with two customers, and people who have a place in its console. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
public abstract class ConsoleServer {
  @TempDir protected Path folder;
  protected TestServer server;
  protected Customer acme;
  protected Customer other;
  protected ConsoleStage stage;

  @BeforeEach
  public final void startServer() {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    other = server.customer("other");
    stage = new ConsoleStage(server);
  }

  @AfterEach
  public final void stopServer() {
    server.close();
  }
}
