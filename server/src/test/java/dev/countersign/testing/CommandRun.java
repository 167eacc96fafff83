package dev.countersign.testing;

import dev.countersign.Server;
import dev.countersign.cli.CallbackWords;
import dev.countersign.cli.CommandTree;
import dev.countersign.cli.Hosting;
import dev.countersign.cli.RunningServer;
import dev.countersign.cli.Surroundings;
import dev.countersign.config.Configuration;
import dev.countersign.http.dialect.face.FaceCallbacks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs commands as the process would, on a data folder of the test's own. */
public final class CommandRun {
  private final Path folder;
  private final MutableClock clock = new MutableClock();
  private final Map<String, String> environment = new HashMap<>();
  private String input = "";

  /** On that data folder, in which there is a database with the current schema. */
  public CommandRun(Path folder) {
    this.folder = folder;
    Path file = folder.resolve("countersign.db");
    if (!Files.exists(file)) {
      try {
        Files.move(TestDatabases.sqlite(folder).file(), file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What standard input holds for the next commands. */
  public CommandRun typing(String text) {
    input = text;
    return this;
  }

  /** A variable of the environment. */
  public CommandRun with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Runs a command on the folder. */
  public Outcome run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    int end = all.contains("--") ? all.indexOf("--") : all.size();
    all.addAll(end, List.of("--data", folder.toString()));
    return runBare(all.toArray(String[]::new));
  }

  /** Runs a command with exactly those words. */
  public Outcome runBare(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(
            environment,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            log,
            clock,
            new SecureRandom(),
            false);
    CallbackWords callbacks =
        new CallbackWords(FaceCallbacks::enrolment, FaceCallbacks.authentication());
    int code =
        CommandTree.of(surroundings, new Stopped(), callbacks).execute(CommandTree.words(words));
    return new Outcome(code, out.toString(), err.toString(), log.toString(StandardCharsets.UTF_8));
  }

  /**
   * How a command ended.
   *
   * @param code the exit code
   * @param out what it printed
   * @param err what it complained about
   * @param log what a server it started logged
   */
  public record Outcome(int code, String out, String err, String log) {}

  /** Stops a server as soon as it runs. */
  private static final class Stopped implements Hosting {
    private Runnable stop = () -> {};

    @Override
    public RunningServer start(Configuration configuration) {
      return Server.start(configuration);
    }

    @Override
    public Duration sinceProcessStart() {
      return Duration.ofMillis(321);
    }

    @Override
    public void whenToldToStop(Runnable stop) {
      this.stop = stop;
    }

    @Override
    public void untilToldToStop() {
      stop.run();
    }
  }
}
