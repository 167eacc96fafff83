package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.crypto.Secret;
import dev.countersign.transfer.Import;
import dev.countersign.transfer.Import.Format;
import dev.countersign.transfer.Tally;
import dev.countersign.transfer.Tally.Fate;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description = {
      "Reads what \"countersign export\" wrote, or users of another server, while servers run.",
      "",
      "What is here already is passed over; what is here in another form is reported and kept. Run"
          + " it again to finish an import that was interrupted. A file that was damaged is not"
          + " imported at all."
    },
    footer = {
      "",
      "Examples:",
      "  countersign import all.jsonl --passphrase-file words.txt --dry-run",
      "  countersign import all.jsonl --passphrase-file words.txt",
      "  countersign import --from keycloak realm-export.json --customer acme",
      "  countersign import --from loopback db.json --customer acme"
    })
final class ImportCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "FILE", description = "The file to read.")
  private Path file = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "SERVER",
      description =
          "Who wrote the file: countersign, keycloak (a realm export) or loopback (the file of the"
              + " in-memory connector, or what mongoexport writes). Default: countersign")
  private String from = "countersign";

  @Option(
      names = "--customer",
      paramLabel = "NAME",
      description = {
        "Import this customer of the file alone; it goes to the customer that has the name here, if"
            + " there is one. With --from: whose users those of the file become."
      })
  private @Nullable String customer;

  @Mixin private PassphraseOption passphrase = new PassphraseOption();

  @Option(
      names = "--dry-run",
      description = "Write nothing, and say what would be written and what is in the way.")
  private boolean dryRun;

  @Option(names = "--replace", description = "Overwrite what is here in another form.")
  private boolean replace;

  @Option(
      names = "--allow-operator",
      description = {
        "Let clients of the file have the scope server:admin, with which they reach every customer"
            + " here, and customers have outgoing.hosts, which this server may then call. Without"
            + " it they are refused."
      })
  private boolean allowOperator;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ImportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Format format = format();
    Optional<Secret> words = passphrase.read(shell.surroundings());
    Import.Outcome outcome;
    try (Core core = opened()) {
      Import.Request request =
          new Import.Request(
              file,
              format,
              words,
              passphrase.withoutSecrets(),
              Optional.ofNullable(customer),
              dryRun,
              replace,
              allowOperator,
              core.configuration.data().database().toString());
      CountBar bar = new CountBar(shell.surroundings(), "records");
      outcome = core.transfer.imports.run(request, bar::at, this::complain);
    }
    print(outcome);
    return outcome.complete() ? ExitCodes.OK : ExitCodes.FAILED;
  }

  /** What only looks makes nothing. */
  private Core opened() {
    if (dryRun) {
      return shell.open();
    }
    return shell.openOrCreate();
  }

  private Format format() {
    for (Format format : Format.values()) {
      if (format.name().toLowerCase(Locale.ROOT).equals(from)) {
        return format;
      }
    }
    throw new CommandFailed(
        ExitCodes.USAGE, "--from is countersign, keycloak or loopback, not \"" + from + "\".");
  }

  private void complain(long line, String record, String message) {
    String subject = record.isEmpty() ? "it" : record;
    shell.surroundings().err().println("Line " + line + ": " + subject + " " + message + ".");
  }

  private void print(Import.Outcome outcome) {
    if (json) {
      shell.json(fields(outcome));
      return;
    }
    if (outcome.damaged() > 0) {
      shell.line(
          "Nothing was imported, for the file is damaged (faults: "
              + outcome.damaged()
              + "). Copy it again from where it was written.");
      return;
    }
    if (outcome.resumedAfter() > 0) {
      shell.line("An earlier run had come to record " + outcome.resumedAfter() + ".");
    }
    print(outcome.tally());
    outcome
        .notes()
        .forEach((what, times) -> shell.line("Not taken over: " + what + " (" + times + ")."));
    if (dryRun) {
      shell.line("Nothing was written: this is what an import would do.");
    }
  }

  private void print(Tally tally) {
    shell.line(
        "%-24s%10s%10s%10s%10s%10s"
            .formatted("", "added", "replaced", "present", "conflict", "refused"));
    for (String type : tally.types()) {
      StringBuilder row = new StringBuilder("%-24s".formatted(type));
      for (Fate fate : Fate.values()) {
        row.append("%10s".formatted(tally.of(type, fate)));
      }
      shell.line(row.toString());
    }
  }

  private Map<String, Object> fields(Import.Outcome outcome) {
    Map<String, Object> types = new LinkedHashMap<>();
    for (String type : outcome.tally().types()) {
      Map<String, Object> fates = new LinkedHashMap<>();
      for (Fate fate : Fate.values()) {
        fates.put(fate.name().toLowerCase(Locale.ROOT), outcome.tally().of(type, fate));
      }
      types.put(type, fates);
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("dryRun", dryRun);
    fields.put("damaged", outcome.damaged());
    fields.put("resumedAfter", outcome.resumedAfter());
    fields.put("records", types);
    fields.put("notTakenOver", outcome.notes());
    return fields;
  }
}
