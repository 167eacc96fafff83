package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.domain.UserGroup;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts users into a group and takes them out. */
abstract sealed class GroupMember implements Callable<Integer> {
  private final Shell shell;
  private final boolean in;

  @Parameters(index = "0", paramLabel = "GROUP", description = "The group's name.")
  private String name = "";

  @Parameters(index = "1", paramLabel = "USER", description = "The user's name.")
  private String member = "";

  @Mixin private UserOption owner = new UserOption();

  private GroupMember(Shell shell, boolean in) {
    this.shell = shell;
    this.in = in;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      Customer customer = owner.customer(core);
      UserGroup group = Labels.group(core, customer, name);
      User user = Shell.user(core, customer, member);
      if (in) {
        var _ = core.lifecycle.groups.addMember(customer.id(), group.id(), user.id(), Origin.CLI);
        shell.line("User " + user.userName() + " is in group " + group.name() + ".");
      } else {
        var _ =
            core.lifecycle.groups.removeMember(customer.id(), group.id(), user.id(), Origin.CLI);
        shell.line("User " + user.userName() + " is not in group " + group.name() + ".");
      }
    }
    return ExitCodes.OK;
  }

  @Command(name = "add", description = "Puts a user into a group.")
  static final class Add extends GroupMember {
    Add(Shell shell) {
      super(shell, true);
    }
  }

  @Command(name = "remove", description = "Takes a user out of a group.")
  static final class Remove extends GroupMember {
    Remove(Shell shell) {
      super(shell, false);
    }
  }
}
