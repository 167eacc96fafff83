package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.keys.MissingEpochKey;
import dev.countersign.privacy.SecretRenewal.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "renew-face-secret",
    description = {
      "Makes leaked face vectors of a customer useless, without anybody enrolling again.",
      "",
      "Each customer's face vectors are turned by a secret of its own before they are encrypted."
          + " This makes a new secret, turns and encrypts every vector anew, and destroys the old"
          + " secret: a vector that leaked before then matches nothing that is kept. Scores and"
          + " thresholds stay as they are.",
      "",
      "Servers go on working meanwhile: faces are found and recognised, and whoever enrols is under"
          + " the new secret at once. Interrupted, it is finished by running it again.",
      "",
      "Backups made before it hold the old secret, encrypted under the key-encryption key: make one"
          + " after it, and let the old ones go."
    },
    footer = {"", "Example:", "  countersign customer renew-face-secret acme"})
final class CustomerRenewFaceSecret implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "The customer's name.")
  private String name = "";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  CustomerRenewFaceSecret(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    CountBar bar = new CountBar(shell.surroundings(), "faces");
    try (Core core = shell.open()) {
      Customer customer = Shell.customer(core, name);
      print(customer, core.secretRenewal.run(customer.id(), bar::at, Origin.CLI));
    } catch (MissingEpochKey e) {
      throw new CommandFailed(ExitCodes.UNUSABLE, String.valueOf(e.getMessage()));
    }
    return ExitCodes.OK;
  }

  private void print(Customer customer, Optional<Outcome> done) {
    if (json) {
      shell.json(fields(customer, done));
      return;
    }
    if (done.isEmpty()) {
      shell.line(
          "Customer "
              + customer.name()
              + " never had a face, and so no secret; the first one enrolled makes it.");
      return;
    }
    Outcome outcome = done.get();
    if (outcome.resumed()) {
      shell.line("Finished a renewal that had been interrupted.");
    }
    shell.line(
        "Customer %s has secret number %s, and the one before is destroyed. Faces turned: %s."
            .formatted(customer.name(), outcome.rotation(), outcome.renewed()));
    if (outcome.unreadable() > 0) {
      shell.line(
          "Faces that do not decrypt and were left: "
              + outcome.unreadable()
              + ". These people must enrol again; the log of a starting server names them by id.");
    }
  }

  private static Map<String, Object> fields(Customer customer, Optional<Outcome> done) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("customerName", customer.name());
    fields.put("secret", done.map(Outcome::rotation).orElse(0L));
    fields.put("renewed", done.map(Outcome::renewed).orElse(0L));
    fields.put("unreadable", done.map(Outcome::unreadable).orElse(0L));
    fields.put("resumed", done.map(Outcome::resumed).orElse(false));
    return fields;
  }
}
