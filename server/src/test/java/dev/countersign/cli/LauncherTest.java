package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The script people type, in a process of its own; needs the jar, which "make test" builds. */
@Tag("slow")
@Timeout(60)
class LauncherTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path folder;

  @BeforeEach
  void built() {
    assumeTrue(Files.exists(ROOT.resolve("server/target/countersign.jar")), "no jar was built");
  }

  private Process start(String... words) throws IOException {
    String[] command = new String[words.length + 1];
    command[0] = ROOT.resolve("bin/countersign").toString();
    System.arraycopy(words, 0, command, 1, words.length);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("JAVA_HOME");
    return builder.start();
  }

  @Test
  void itFindsItsJdkAndRunsTheJar() throws Exception {
    Process process = start("--version");

    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(out).startsWith("countersign 0.").contains("JVM 2");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void itRunsThroughALinkFromElsewhere() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("cs"), ROOT.resolve("bin/countersign"));
    Process process = new ProcessBuilder(link.toString(), "--version").start();

    assertThat(process.waitFor()).isZero();
  }

  @Test
  void namesAreUtf8AlsoWhereTheSystemSaysNothingOfLetters() throws Exception {
    String command =
        ROOT.resolve("bin/countersign") + " customer list --data '" + folder + "/Käse'";
    ProcessBuilder builder = new ProcessBuilder("sh", "-s").redirectErrorStream(true);
    builder.environment().keySet().removeAll(List.of("LC_ALL", "LC_CTYPE", "LANG"));
    Process process = builder.start();
    // By its input: the arguments of a test under such a system would have lost the letter.
    try (OutputStream in = process.getOutputStream()) {
      in.write(command.getBytes(StandardCharsets.UTF_8));
    }

    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(out).startsWith("There is no database in ").contains("/Käse;");
  }

  @Test
  void theServerStopsInGoodOrderWhenItIsToldTo() throws Exception {
    Process process = start("serve", "--port", "0", "--data", folder.resolve("data").toString());
    try (BufferedReader lines = process.inputReader()) {
      List<String> begun = new ArrayList<>();
      String line = lines.readLine();
      while (line != null && !line.contains("Ready in ")) {
        begun.add(line);
        line = lines.readLine();
      }
      assertThat(line).as("after %s, running: %s", begun, process.isAlive()).isNotNull();
      // The process's own method would close what it says at once.
      assertThat(process.toHandle().destroy()).isTrue();
      List<String> said = lines.lines().toList();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(said).anyMatch(one -> one.contains("Stopping: no new requests are taken"));
      assertThat(said.getLast()).contains("Stopped in ");
    }

    assertThat(process.exitValue()).isEqualTo(143);
    assertThat(folder.resolve("data/countersign.db-wal")).doesNotExist();
  }
}
