package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "create",
    description = "Makes a customer, whose first key is a password with all scopes.",
    footer = {
      "",
      "Examples:",
      "  countersign customer create acme",
      "  countersign customer create acme --password-file acme.txt",
      "  pass show acme | countersign customer create acme --password-file -"
    })
final class CustomerCreate implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "The customer's name.")
  private String name = "";

  @Mixin private PasswordOption password = new PasswordOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  CustomerCreate(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    PasswordOption.Chosen chosen = password.read(shell.surroundings());
    Customer customer;
    try (Core core = shell.openOrCreate()) {
      customer = core.customers.create(name, chosen.secret(), Origin.CLI);
    }
    print(customer, chosen);
    return ExitCodes.OK;
  }

  private void print(Customer customer, PasswordOption.Chosen chosen) {
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>(CustomerList.fields(customer));
      if (chosen.generated()) {
        fields.put("password", chosen.secret().text());
      }
      shell.json(fields);
      return;
    }
    shell.line("Created customer " + customer.name() + " (id " + customer.id() + ").");
    if (chosen.generated()) {
      shell.line("Its password, which is not shown again: " + chosen.secret().text());
    }
  }
}
