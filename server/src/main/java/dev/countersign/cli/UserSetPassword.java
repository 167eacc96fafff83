package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "set-password",
    description = "Gives a user another password; every session of theirs ends at once.")
final class UserSetPassword implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "The user's name.")
  private String name = "";

  @Mixin private UserOption owner = new UserOption();

  @Mixin private PasswordOption password = new PasswordOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  UserSetPassword(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    PasswordOption.Chosen chosen = password.read(shell.surroundings());
    User changed;
    // The person is mailed where to choose another, if it was not them.
    try (Core core = shell.openForAddresses()) {
      User user = Shell.user(core, owner.customer(core), name);
      changed = core.users.setPassword(user.customerId(), user.id(), chosen.secret(), Origin.CLI);
    }
    UserCreate.print(shell, json, "Set the password of", changed, chosen);
    return ExitCodes.OK;
  }
}
