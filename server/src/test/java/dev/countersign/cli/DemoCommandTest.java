package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.CommandRun;
import dev.countersign.testing.CommandRun.Outcome;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @TempDir Path folder;

  @Test
  void everyDocumentedLoginCallAnswersAsDocumented() throws IOException {
    Path report = folder.resolve("report");
    Outcome shown;
    try (ServerSocket _ = taken()) {
      shown = new CommandRun(folder).runBare("demo", "--exit", "--report", report.toString());
    }

    assertThat(shown.out().lines().limit(6))
        .anyMatch(line -> line.contains("Countersign is running at http://localhost:8"))
        .contains("Port 8080 is taken by another program; --port names another.");
    assertThat(shown.out()).doesNotContain("NOT AS DOCUMENTED");
    assertThat(shown.out())
        .contains(
            " calls made, 0 answers not as documented.\n",
            " calls about faces made, 0 answers not as documented.\n")
        .doesNotContainPattern("base64,[A-Za-z0-9+/]{200}");
    assertThat(report.resolve("dinah.jpg")).exists();
    BufferedImage aligned = ImageIO.read(report.resolve("dinah-aligned.jpg").toFile());
    assertThat(List.of(aligned.getWidth(), aligned.getHeight())).containsExactly(112, 112);
    assertThat(report.resolve("report.html"))
        .content()
        .contains("src=\"data:image/jpeg;base64,", "<b class=\"yes\">is</b>")
        .doesNotContain("{{", "http://", "https://", "<script");
    assertThat(shown.code()).isZero();
  }

  /** The port that it takes first, unless another program has it already. */
  private static ServerSocket taken() throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080));
    } catch (BindException e) {
      return socket;
    }
    return socket;
  }

  @Test
  void aPortThatIsNamedIsTakenOrRefused() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      Outcome refused = new CommandRun(folder).runBare("demo", "--exit", "--port", port);

      assertThat(refused.code()).isEqualTo(3);
      assertThat(refused.err())
          .startsWith("The address or port cannot be listened on (")
          .endsWith("Choose another port with --port.\n");
      assertThat(new CommandRun(folder).runBare("demo", "--exit", "--server.port=" + port).code())
          .isEqualTo(3);
    }
  }

  @Test
  void whatItDoesNotLookAtIsNotOffered() {
    CommandRun shell = new CommandRun(folder);

    assertThat(shell.runBare("demo", "--help").out())
        .contains("--port=N")
        .doesNotContain("--data", "--db", "./data");
    assertThat(shell.runBare("demo", "--exit", "--data", "elsewhere").code()).isEqualTo(2);
    assertThat(
            shell
                .with("COUNTERSIGN_DB", "postgresql://auth@127.0.0.1:1/auth")
                .runBare("demo", "--exit")
                .err())
        .isEqualTo("The demonstration has a database of its own; leave out the setting db.\n");
  }
}
