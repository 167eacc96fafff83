package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Customer;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.UserRole;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "rename", description = "Gives a role another name.")
final class RoleRename implements Callable<Integer> {
  private final Shell shell;

  @Parameters(index = "0", paramLabel = "NAME", description = "The role's name.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "NEW", description = "The new name.")
  private String to = "";

  @Mixin private UserOption owner = new UserOption();

  RoleRename(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      Customer customer = owner.customer(core);
      UserRole role = Labels.role(core, customer, name);
      try {
        var _ =
            core.lifecycle.roles.update(
                customer.id(), role.id(), Optional.of(to), Optional.empty(), Origin.CLI);
      } catch (InvalidInput e) {
        throw new CommandFailed(ExitCodes.USAGE, e.getMessage() + ".");
      }
      shell.line("The role is now called " + to.strip() + ".");
    }
    return ExitCodes.OK;
  }
}
