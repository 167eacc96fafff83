package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "delete",
    description = "Deletes a customer with its keys, its users and everything known of them.")
final class CustomerDelete implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "The customer's name.")
  private String name = "";

  @Mixin private Confirmation confirmation = new Confirmation();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  CustomerDelete(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      Customer customer = Shell.customer(core, name);
      String what = "customer " + customer.name() + " with all its users";
      confirmation.require(shell.surroundings(), what, customer.name());
      core.customers.delete(customer, Origin.CLI);
      if (json) {
        shell.json(CustomerList.fields(customer));
      } else {
        shell.line("Deleted customer " + customer.name() + ".");
      }
    }
    return ExitCodes.OK;
  }
}
