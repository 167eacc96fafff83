package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Client;
import dev.countersign.domain.Origin;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "enable", description = "Switches a client on again.")
final class ClientEnable implements Callable<Integer> {
  private final Shell shell;

  @Mixin private ClientChoice choice = new ClientChoice();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ClientEnable(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      Client changed =
          core.clients.administration.setDisabled(choice.find(core), false, Origin.CLI);
      if (json) {
        shell.json(ClientList.fields(changed));
      } else {
        shell.line("Enabled client " + changed.name() + ".");
      }
    }
    return ExitCodes.OK;
  }
}
