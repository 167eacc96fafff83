package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.Customer;
import dev.countersign.transfer.Export;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "export",
    description = {
      "Writes everything customers own to a file, as it is at this moment, while servers run.",
      "",
      "Another server, on either database, reads it with \"countersign import\". Password hashes,"
          + " keys and faces are encrypted under the passphrase: without it nobody can read them,"
          + " you included."
    },
    footer = {
      "",
      "Examples:",
      "  countersign export all.jsonl --passphrase-file words.txt",
      "  countersign export acme.jsonl --customer acme --passphrase-file -",
      "  countersign export names.jsonl --without-secrets"
    })
final class ExportCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "FILE", description = "The file to write; it must not exist yet.")
  private Path file = Path.of("");

  @Option(
      names = "--customer",
      paramLabel = "NAME",
      description = "Export this customer alone; may be given several times.")
  private List<String> customers = List.of();

  @Mixin private PassphraseOption passphrase = new PassphraseOption();

  @Option(
      names = "--with-signing-keys",
      description =
          "Export the keys that tokens are signed with, too: whoever has them can make tokens.")
  private boolean signingKeys;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ExportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Optional<Secret> words = passphrase.require(shell.surroundings());
    AtomicLong unreadable = new AtomicLong();
    Export.Outcome outcome;
    try (Core core = shell.open()) {
      List<Customer> only = customers.stream().map(name -> Shell.customer(core, name)).toList();
      CountBar bar = new CountBar(shell.surroundings(), "records");
      outcome =
          core.transfer.exports.run(
              new Export.Request(file, words, only, signingKeys, Version.ofProduct()),
              bar::at,
              what -> {
                unreadable.incrementAndGet();
                shell.surroundings().err().println("Left out, as it does not decrypt: " + what);
              });
    }
    print(outcome, unreadable.get());
    return unreadable.get() == 0 ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private void print(Export.Outcome outcome, long unreadable) {
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("file", file.toAbsolutePath().toString());
      fields.put("counts", outcome.counts());
      fields.put("unreadable", unreadable);
      fields.put("sha256", outcome.sha256());
      shell.json(fields);
      return;
    }
    outcome.counts().forEach((type, count) -> shell.line("%10s %s".formatted(count, type)));
    shell.line("Wrote " + file.toAbsolutePath() + ".");
  }
}
