package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code disable} and {@code enable}. */
@Command
final class UserSwitch implements Callable<Integer> {
  private final Shell shell;
  private final Direction direction;

  @Parameters(paramLabel = "NAME", description = "The user's name.")
  private String name = "";

  @Mixin private UserOption owner = new UserOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private UserSwitch(Shell shell, Direction direction) {
    this.shell = shell;
    this.direction = direction;
  }

  private enum Direction {
    OFF("disable", "Switches an account off: its sessions end at once, and it cannot sign in."),
    ON("enable", "Switches an account on again.");

    private final String command;
    private final String description;

    Direction(String command, String description) {
      this.command = command;
      this.description = description;
    }
  }

  static CommandLine disable(Shell shell) {
    return command(shell, Direction.OFF);
  }

  static CommandLine enable(Shell shell) {
    return command(shell, Direction.ON);
  }

  private static CommandLine command(Shell shell, Direction direction) {
    CommandLine command = new CommandLine(new UserSwitch(shell, direction));
    command.setCommandName(direction.command);
    command.getCommandSpec().usageMessage().description(direction.description);
    return command;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      User user = Shell.user(core, owner.customer(core), name);
      User changed = changed(core, user);
      if (json) {
        shell.json(UserList.fields(changed));
      } else {
        shell.line(done() + " user " + changed.userName() + ".");
      }
    }
    return ExitCodes.OK;
  }

  private User changed(Core core, User user) {
    return switch (direction) {
      case OFF -> core.users.disable(user.customerId(), user.id(), Origin.CLI);
      case ON -> core.users.enable(user.customerId(), user.id(), Origin.CLI);
    };
  }

  private String done() {
    return switch (direction) {
      case OFF -> "Disabled";
      case ON -> "Enabled";
    };
  }
}
