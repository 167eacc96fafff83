package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Client;
import dev.countersign.domain.Origin;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "delete",
    description = "Deletes a client with every token, grant and consent of it.")
final class ClientDelete implements Callable<Integer> {
  private final Shell shell;

  @Mixin private ClientChoice choice = new ClientChoice();

  @Mixin private Confirmation confirmation = new Confirmation();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ClientDelete(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      Client client = choice.find(core);
      confirmation.require(shell.surroundings(), "client " + client.name(), client.name());
      core.clients.administration.delete(client, Origin.CLI);
      if (json) {
        shell.json(ClientList.fields(client));
      } else {
        shell.line("Deleted client " + client.name() + ".");
      }
    }
    return ExitCodes.OK;
  }
}
