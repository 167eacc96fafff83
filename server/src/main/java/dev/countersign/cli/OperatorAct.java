package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes people operators of the server, and ordinary people again. */
abstract sealed class OperatorAct implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "USER", description = "The user's name.")
  private String name = "";

  @Mixin private UserOption owner = new UserOption();

  private OperatorAct(Shell shell) {
    this.shell = shell;
  }

  abstract String act(Core core, User user);

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      Customer customer = owner.customer(core);
      User user = Shell.user(core, customer, name);
      shell.line("User " + user.userName() + " of " + customer.name() + " " + act(core, user));
    }
    return ExitCodes.OK;
  }

  @Command(
      name = "add",
      description = {
        "Makes a user an operator: in the console they reach every customer, and the server itself.",
        "",
        "Whoever administers the customer of that user could act in their name elsewhere: keep"
            + " operators in a customer of your own."
      },
      footer = {"", "Example:", "  countersign operator add alice --customer operations"})
  static final class Add extends OperatorAct {
    Add(Shell shell) {
      super(shell);
    }

    @Override
    String act(Core core, User user) {
      if (core.lifecycle.operators.add(user.customerId(), user.id(), Origin.CLI)) {
        return "operates the server from now on; the console is at /console.";
      }
      return "operates the server already.";
    }
  }

  @Command(
      name = "remove",
      description = "Makes an operator an ordinary user again.",
      footer = {"", "Example:", "  countersign operator remove alice --customer operations"})
  static final class Remove extends OperatorAct {
    Remove(Shell shell) {
      super(shell);
    }

    @Override
    String act(Core core, User user) {
      if (core.lifecycle.operators.remove(user.customerId(), user.id(), Origin.CLI)) {
        return "does not operate the server any more.";
      }
      return "does not operate the server.";
    }
  }
}
