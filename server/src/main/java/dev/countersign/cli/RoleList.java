package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Customer;
import dev.countersign.domain.UserRole;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists a customer's roles by name.")
final class RoleList implements Callable<Integer> {
  private final Shell shell;

  @Mixin private UserOption owner = new UserOption();

  @Option(names = "--json", description = "Print a JSON array, one role a line.")
  private boolean json;

  RoleList(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      Customer customer = owner.customer(core);
      long count =
          new Listing<>(
                  shell,
                  json,
                  UserRole::nameKey,
                  Labels::fields,
                  role -> Labels.text(Labels.fields(role)))
              .print((after, limit) -> core.lifecycle.roles.list(customer.id(), after, limit));
      if (count == 0 && !json) {
        shell.line("Customer " + customer.name() + " has no roles.");
      }
    }
    return ExitCodes.OK;
  }
}
