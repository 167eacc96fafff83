package dev.countersign.cli;

import dev.countersign.assembly.ConfiguredDatabase;
import dev.countersign.store.sql.Migrations;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "migrate",
    description =
        "Brings the database's schema up to date. The server does so itself when it starts; this is"
            + " for doing it, or looking at it, before.")
final class MigrateCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(names = "--plan", description = "Only say what would be done.")
  private boolean plan;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  MigrateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Migrations migrations = ConfiguredDatabase.of(shell.configuration()).migrations();
    if (plan) {
      print("pending", "To be done", migrations.plan());
    } else {
      print("applied", "Done", migrations.migrate());
    }
    return ExitCodes.OK;
  }

  private void print(String field, String done, List<String> changes) {
    if (json) {
      shell.json(Map.of(field, changes));
      return;
    }
    if (changes.isEmpty()) {
      shell.line("The schema is up to date.");
    }
    for (String change : changes) {
      shell.line(done + ": " + change);
    }
  }
}
