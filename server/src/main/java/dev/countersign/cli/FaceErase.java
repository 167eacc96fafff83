package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.ErasureReceipt;
import dev.countersign.domain.ErasureReceipt.Counts;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "erase",
    description = {
      "Erases a user's face with all pictures of it, and ends their consent; the account stays.",
      "",
      "Copies of the database made before, backups too, can be read until the key of their epoch is"
          + " destroyed: see \"countersign key epoch --help\". The receipt says which epoch that"
          + " is."
    },
    footer = {
      "",
      "Examples:",
      "  countersign face erase alice --customer acme",
      "  countersign face erase alice --customer acme --yes --json"
    })
final class FaceErase implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "USER", description = "The user's name.")
  private String name = "";

  @Mixin private UserOption owner = new UserOption();

  @Mixin private Confirmation confirmation = new Confirmation();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  FaceErase(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      User user = Shell.user(core, owner.customer(core), name);
      confirmation.require(
          shell.surroundings(), "the face of user " + user.userName(), user.userName());
      print(user, core.erasure.face(user.customerId(), user.id(), Origin.CLI));
    }
    return ExitCodes.OK;
  }

  private void print(User user, ErasureReceipt receipt) {
    if (json) {
      shell.json(fields(user, receipt));
    } else if (receipt.erased().equals(new Counts(0, 0, 0, 0))) {
      shell.line("Nothing of user " + user.userName() + "'s face is kept; nothing was erased.");
    } else {
      tell(user, receipt);
    }
  }

  private static Map<String, Object> fields(User user, ErasureReceipt receipt) {
    Counts erased = receipt.erased();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("receipt", Long.toString(receipt.id()));
    fields.put("userName", user.userName());
    fields.put("erasedAt", receipt.erasedAt().toString());
    fields.put("templates", erased.templates());
    fields.put("samples", erased.samples());
    fields.put("pictures", erased.pictures());
    fields.put("consents", erased.consents());
    fields.put("epoch", receipt.epoch());
    fields.put("complete", receipt.complete());
    return fields;
  }

  private void tell(User user, ErasureReceipt receipt) {
    Counts erased = receipt.erased();
    if (erased.templates() == 0) {
      shell.line("User " + user.userName() + " had no enrolled face.");
    }
    shell.line(
        "Receipt "
            + receipt.id()
            + " of "
            + receipt.erasedAt()
            + ": erased of user "
            + user.userName()
            + " were");
    shell.line("  templates  " + erased.templates());
    shell.line("  samples    " + erased.samples());
    shell.line("  pictures   " + erased.pictures());
    shell.line(
        "  consents   " + erased.consents() + " (ended; the record that there was one stays)");
    if (!receipt.complete()) {
      shell.line(
          "Copies of the database made before stay readable until epoch "
              + receipt.epoch()
              + " is closed: countersign key epoch");
    }
  }
}
