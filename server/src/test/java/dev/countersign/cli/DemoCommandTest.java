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
    Path report = folder.resolve("report");
    Outcome shown = new CommandRun(folder).runBare("demo", "--exit", "--report", report.toString());

    assertThat(shown.out()).doesNotContain("NOT AS DOCUMENTED");
    assertThat(shown.out())
        .contains(
            " calls made, 0 answers not as documented.\n",
            " calls about faces made, 0 answers not as documented.\n")
        .doesNotContainPattern("base64,[A-Za-z0-9+/]{200}");
    assertThat(report.resolve("dinah.jpg")).exists();
    assertThat(report.resolve("report.html"))
        .content()
        .contains("src=\"data:image/jpeg;base64,", "<b class=\"yes\">is</b>")
        .doesNotContain("{{", "http://", "https://", "<script");
    assertThat(shown.code()).isZero();
  }
}
