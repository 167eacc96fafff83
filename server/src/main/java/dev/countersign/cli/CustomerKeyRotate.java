package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rotate",
    description =
        "Replaces a key by a new one with the same label and scopes, shown once. The old one stops"
            + " working at once, and so does every token got with it.")
final class CustomerKeyRotate implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "The customer's name.")
  private String name = "";

  @Option(names = "--label", paramLabel = "LABEL", required = true, description = "Which key.")
  private String label = "";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  CustomerKeyRotate(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      var key = CustomerKeyList.find(core, name, label);
      CustomerKeyCreate.print(shell, json, "Replaced", core.apiKeys.rotate(key, Origin.CLI));
    }
    return ExitCodes.OK;
  }
}
