package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.CommandRun;
import dev.countersign.testing.CommandRun.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @TempDir Path folder;

  @Test
  void everyDocumentedLoginCallAnswersAsDocumented() {
    Outcome shown = new CommandRun(folder).runBare("demo", "--exit");

    assertThat(shown.out()).doesNotContain("NOT AS DOCUMENTED");
    assertThat(shown.out()).endsWith(" calls made, 0 answers not as documented.\n");
    assertThat(shown.code()).isZero();
  }
}
