package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.UserGroup;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "delete", description = "Deletes a group; the users who have it stay.")
final class GroupDelete implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "The group's name.")
  private String name = "";

  @Mixin private UserOption owner = new UserOption();

  @Mixin private Confirmation confirmation = new Confirmation();

  GroupDelete(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      Customer customer = owner.customer(core);
      UserGroup group = Labels.group(core, customer, name);
      confirmation.require(shell.surroundings(), "group " + group.name(), group.name());
      var _ = core.lifecycle.groups.delete(customer.id(), group.id(), Origin.CLI);
      shell.line("Deleted group " + group.name() + ".");
    }
    return ExitCodes.OK;
  }
}
