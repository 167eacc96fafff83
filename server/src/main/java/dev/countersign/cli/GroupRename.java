package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Customer;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.UserGroup;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "rename", description = "Gives a group another name.")
final class GroupRename implements Callable<Integer> {
  private final Shell shell;

  @Parameters(index = "0", paramLabel = "NAME", description = "The group's name.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "NEW", description = "The new name.")
  private String to = "";

  @Mixin private UserOption owner = new UserOption();

  GroupRename(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      Customer customer = owner.customer(core);
      UserGroup group = Labels.group(core, customer, name);
      try {
        var _ =
            core.lifecycle.groups.update(
                customer.id(), group.id(), Optional.of(to), Optional.empty(), Origin.CLI);
      } catch (InvalidInput e) {
        throw new CommandFailed(ExitCodes.USAGE, e.getMessage() + ".");
      }
      shell.line("The group is now called " + to.strip() + ".");
    }
    return ExitCodes.OK;
  }
}
