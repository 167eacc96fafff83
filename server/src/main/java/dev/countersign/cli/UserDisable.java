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
    name = "disable",
    description = "Switches an account off: its sessions end at once, and it cannot sign in.")
final class UserDisable implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "The user's name.")
  private String name = "";

  @Mixin private UserOption owner = new UserOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  UserDisable(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      User user = Shell.user(core, owner.customer(core), name);
      User changed = core.users.disable(user.customerId(), user.id(), Origin.CLI);
      if (json) {
        shell.json(UserList.fields(changed));
      } else {
        shell.line("Disabled user " + changed.userName() + ".");
      }
    }
    return ExitCodes.OK;
  }
}
