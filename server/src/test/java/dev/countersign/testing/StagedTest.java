package dev.countersign.testing;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with what OAuth clients need, new for each test. */
public abstract class StagedTest {
  @TempDir protected Path folder;
  protected OAuthStage stage;

  @BeforeEach
  void startStage() {
    stage = new OAuthStage(folder);
  }

  @AfterEach
  void stopStage() {
    stage.close();
  }
}
