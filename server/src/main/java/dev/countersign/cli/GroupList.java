package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Customer;
import dev.countersign.domain.UserGroup;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists a customer's groups by name.")
final class GroupList implements Callable<Integer> {
  private final Shell shell;

  @Mixin private UserOption owner = new UserOption();

  @Option(names = "--json", description = "Print a JSON array, one group a line.")
  private boolean json;

  GroupList(Shell shell) {
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
                  UserGroup::nameKey,
                  Labels::fields,
                  group -> Labels.text(Labels.fields(group)))
              .print((after, limit) -> core.lifecycle.groups.list(customer.id(), after, limit));
      if (count == 0 && !json) {
        shell.line("Customer " + customer.name() + " has no groups.");
      }
    }
    return ExitCodes.OK;
  }
}
