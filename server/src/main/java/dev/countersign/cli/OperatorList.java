package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.ServerOperator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists the people who operate the server.")
final class OperatorList implements Callable<Integer> {
  private final Shell shell;

  OperatorList(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      List<ServerOperator> all = core.lifecycle.operators.list();
      if (all.isEmpty()) {
        shell.line(
            "Nobody operates the server in the console. \"countersign operator add USER --customer"
                + " CUSTOMER\" makes a user an operator.");
      }
      all.forEach(one -> shell.line(text(core, one)));
    }
    return ExitCodes.OK;
  }

  private static String text(Core core, ServerOperator operator) {
    String customer = core.customers.find(operator.customerId()).orElseThrow().name();
    String user =
        core.users.find(operator.customerId(), operator.userId()).orElseThrow().userName();
    return "%-30s  of %-20s  since %s".formatted(user, customer, operator.since());
  }
}
