package dev.countersign.cli;

import dev.countersign.assembly.Core;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "backup",
    description =
        "Writes a consistent copy of the embedded database while the server runs. PostgreSQL has"
            + " its own tool: pg_dump.",
    footer = {
      "",
      "Example:",
      "  countersign backup /backups/countersign-monday.db",
      "",
      "The copy cannot be read without the key file; keep a copy of that in another place."
    })
final class BackupCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "FILE", description = "The file to write; it must not exist yet.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  BackupCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (Files.exists(file)) {
      throw new CommandFailed("The file " + file + " exists already; name one that does not.");
    }
    Path key;
    try (Core core = shell.open()) {
      core.store.maintenance().backup(file);
      key = core.configuration.keys().file();
    }
    if (json) {
      shell.json(Map.of("file", file.toAbsolutePath().toString()));
    } else {
      shell.line("Wrote " + file.toAbsolutePath() + ".");
      shell.line("It is of no use without the key file; keep a copy of that elsewhere: " + key);
    }
    return ExitCodes.OK;
  }
}
