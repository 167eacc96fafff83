package dev.countersign.testing;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server as it is configured by default, with nobody in it, new for each test. */
public abstract class ServedTest {
  @TempDir protected Path folder;
  protected TestServer server;

  @BeforeEach
  void startServer() {
    server = TestServer.start(folder);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }
}
