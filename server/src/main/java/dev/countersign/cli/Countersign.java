package dev.countersign.cli;

import dev.countersign.config.LogSettings;
import dev.countersign.logging.Logging;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself, with the options that every command below it takes. */
@Command(
    name = "countersign",
    versionProvider = Version.class,
    header = "An authentication server: passwords, tokens and faces.",
    footer = {
      "",
      "Examples:",
      "  countersign demo                     see everything work, on a temporary folder",
      "  countersign serve                    start the server on ./data, port 8080",
      "  countersign customer create acme     make the first customer",
      "  countersign user create alice --customer acme",
      "  countersign doctor                   find out what is wrong",
      "",
      "Every setting can be given as --KEY=VALUE, in the environment, or in a file."
    })
final class Countersign implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The folder the server keeps its files in. Default: ./data")
  private @Nullable String data;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The file of settings. Default: countersign.yaml in the data folder")
  private @Nullable Path config;

  @Option(
      names = "--db",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description =
          "A PostgreSQL database instead of the embedded one: postgresql://user@host:5432/name")
  private @Nullable String db;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      scope = ScopeType.INHERIT,
      description = "Any setting, such as server.port=9000; also written --server.port=9000")
  private @Nullable Map<String, String> settings;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces, and every step in the log.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli acts on it
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  @SuppressWarnings("unused") // as above
  private boolean version;

  Optional<Path> config() {
    return Optional.ofNullable(config);
  }

  boolean debug() {
    return debug;
  }

  /** What the command line says about settings. */
  Map<String, String> flags() {
    Map<String, String> flags = new LinkedHashMap<>();
    if (settings != null) {
      flags.putAll(settings);
    }
    if (data != null) {
      flags.put("data", data);
    }
    if (db != null) {
      flags.put("db", db);
    }
    if (debug) {
      flags.put("log.level", "debug");
    }
    return flags;
  }

  /** Tells every step to people who asked for it; commands are otherwise silent below a warning. */
  void beginLog() {
    if (debug) {
      LogSettings everything =
          new LogSettings(
              LogSettings.Format.TEXT, LogSettings.Level.DEBUG, LogSettings.Requests.ALL);
      Logging.begin(everything, System.err);
    }
  }

  @Override
  public void run() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }
}
