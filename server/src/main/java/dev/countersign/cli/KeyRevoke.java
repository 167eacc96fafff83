package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "revoke",
    description =
        "Removes a signing key at once, for one that has leaked: every token it signed is refused"
            + " from then on, and another key signs in its place.")
final class KeyRevoke implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      paramLabel = "KID",
      parameterConsumer = AnyWord.class,
      description = "The key's id, as \"key list\" shows it.")
  private String kid = "";

  @Mixin private Confirmation confirmation = new Confirmation();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  KeyRevoke(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    confirmation.require(shell.surroundings(), "key " + kid, kid);
    try (Core core = shell.open()) {
      if (!core.signingKeys.revoke(kid, Origin.CLI)) {
        throw new CommandFailed(
            "There is no key \"" + kid + "\". \"countersign key list\" shows all.");
      }
    }
    if (json) {
      shell.json(Map.of("kid", kid, "state", "revoked"));
    } else {
      shell.line("Revoked key " + kid + "; running servers refuse its tokens within seconds.");
    }
    return ExitCodes.OK;
  }
}
