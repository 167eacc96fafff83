package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "rotate-secret",
    description = "Gives a client another secret, and shows it once. The old one stops at once.")
final class ClientRotateSecret implements Callable<Integer> {
  private final Shell shell;

  @Mixin private ClientChoice choice = new ClientChoice();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  ClientRotateSecret(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      var issued = core.clients.administration.rotateSecret(choice.find(core), Origin.CLI);
      ClientCreate.print(shell, json, "Rotated the secret of", issued);
    }
    return ExitCodes.OK;
  }
}
