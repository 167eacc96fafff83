package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
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
      core.users.delete(user.customerId(), user.id(), Origin.CLI);
      if (json) {
        shell.json(UserList.fields(user));
      } else {
        shell.line("Deleted user " + user.userName() + ".");
      }
    }
    return ExitCodes.OK;
  }
}
