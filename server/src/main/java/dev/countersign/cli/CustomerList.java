package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Customer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists the customers by name.")
final class CustomerList implements Callable<Integer> {
  private final Shell shell;

  @Option(names = "--json", description = "Print a JSON array, one customer a line.")
  private boolean json;

  CustomerList(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      long count =
          new Listing<>(shell, json, Customer::nameKey, CustomerList::fields, CustomerList::text)
              .print(core.customers::list);
      if (count == 0 && !json) {
        shell.line("There is no customer yet. Make one: countersign customer create NAME");
      }
    }
    return ExitCodes.OK;
  }

  static Map<String, Object> fields(Customer customer) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", customer.id().toString());
    fields.put("name", customer.name());
    fields.put("createdAt", customer.createdAt().toString());
    return fields;
  }

  private static String text(Customer customer) {
    return "%-30s  id %s  created %s"
        .formatted(customer.name(), customer.id(), customer.createdAt());
  }
}
