package dev.countersign.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A client program of {@code src/test/clients}, run by Node.js with the libraries its lock file
 * names. It speaks one JSON document in a line: {@code open} for an address that a browser is to
 * visit, answered with where the browser arrived; at its end {@code done} with what it saw.
 */
public final class NodeProgram {
  private static final Path SOURCES = Path.of("src/test/clients");
  private static final Path FOLDER = Path.of("target/clients");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LONGEST_SECONDS = 120;

  private NodeProgram() {}

  /**
   * Runs a scenario.
   *
   * @param browser visits an address and says where it arrived
   * @return what the program says at its end
   */
  public static JsonNode run(
      String program, String scenario, Map<String, ?> settings, UnaryOperator<String> browser) {
    try {
      install();
      ProcessBuilder builder =
          new ProcessBuilder("node", FOLDER.resolve(program).toAbsolutePath().toString(), scenario);
      builder.environment().put("CLIENT_SETTINGS", JSON.writeValueAsString(settings));
      Path errors = Files.createTempFile("node", ".log");
      builder.redirectError(errors.toFile());
      Process process = builder.start();
      try {
        return talk(process, browser, errors);
      } finally {
        process.destroyForcibly();
        Files.deleteIfExists(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Node.js 20 or later and npm are needed for this test", e);
    }
  }

  private static JsonNode talk(Process process, UnaryOperator<String> browser, Path errors)
      throws IOException {
    String arrived = "nowhere";
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    Writer answers = process.outputWriter(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      JsonNode said = JSON.readTree(line);
      if (said.has("done")) {
        return said.get("done");
      }
      arrived = browser.apply(said.get("open").asText());
      answers.write(JSON.writeValueAsString(Map.of("arrived", arrived)) + "\n");
      answers.flush();
    }
    throw new AssertionError(
        "The browser arrived at " + arrived + ". The program failed: " + Files.readString(errors));
  }

  /** Brings the libraries once; copies the programs each time, since they change. */
  private static synchronized void install() throws IOException {
    Files.createDirectories(FOLDER);
    String lock = Files.readString(SOURCES.resolve("package-lock.json"));
    Path installed = FOLDER.resolve("node_modules/.installed");
    try (var sources = Files.newDirectoryStream(SOURCES)) {
      for (Path source : sources) {
        Files.writeString(FOLDER.resolve(source.getFileName()), Files.readString(source));
      }
    }
    if (Files.exists(installed) && Files.readString(installed).equals(lock)) {
      return;
    }
    Process npm =
        new ProcessBuilder(
                "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline")
            .directory(FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(FOLDER.resolve("npm.log").toFile())
            .start();
    if (!ended(npm) || npm.exitValue() != 0) {
      throw new AssertionError(
          "npm could not bring the client libraries: "
              + Files.readString(FOLDER.resolve("npm.log")));
    }
    Files.writeString(installed, lock);
  }

  private static boolean ended(Process process) {
    try {
      return process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
