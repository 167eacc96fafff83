package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.UserRole;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Deletes a role; the users who have it stay.")
final class RoleDelete implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "The role's name.")
  private String name = "";

  @Mixin private UserOption owner = new UserOption();

  @Mixin private Confirmation confirmation = new Confirmation();

  RoleDelete(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      Customer customer = owner.customer(core);
      UserRole role = Labels.role(core, customer, name);
      confirmation.require(shell.surroundings(), "role " + role.name(), role.name());
      var _ = core.lifecycle.roles.delete(customer.id(), role.id(), Origin.CLI);
      shell.line("Deleted role " + role.name() + ".");
    }
    return ExitCodes.OK;
  }
}
