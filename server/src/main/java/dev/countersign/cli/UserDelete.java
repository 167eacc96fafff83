package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.ErasureReceipt;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Deletes a user with everything known of them.")
final class UserDelete implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "The user's name.")
  private String name = "";

  @Mixin private UserOption owner = new UserOption();

  @Mixin private Confirmation confirmation = new Confirmation();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  UserDelete(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      User user = Shell.user(core, owner.customer(core), name);
      confirmation.require(shell.surroundings(), "user " + user.userName(), user.userName());
      print(user, core.users.erase(user.customerId(), user.id(), Origin.CLI));
    }
    return ExitCodes.OK;
  }

  private void print(User user, Optional<ErasureReceipt> receipt) {
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>(UserList.fields(user));
      receipt.ifPresent(one -> fields.put("receipt", Long.toString(one.id())));
      shell.json(fields);
      return;
    }
    String number = receipt.map(one -> " The receipt is number " + one.id() + ".").orElse("");
    shell.line("Deleted user " + user.userName() + "." + number);
  }
}
