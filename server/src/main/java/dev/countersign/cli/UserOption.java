package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Customer;
import picocli.CommandLine.Option;

/** Whose user is meant: a name is unique only within its customer. */
final class UserOption {
  @Option(
      names = "--customer",
      paramLabel = "CUSTOMER",
      required = true,
      description = "Whose user.")
  private String customer = "";

  Customer customer(Core core) {
    return Shell.customer(core, customer);
  }
}
