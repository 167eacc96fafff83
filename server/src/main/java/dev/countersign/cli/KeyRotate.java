package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.domain.Issuer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.StoredKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "rotate",
    description =
        "Publishes the next signing key now. It signs after the time set by keys.pending, when"
            + " everybody who checks tokens has seen it.")
final class KeyRotate implements Callable<Integer> {
  private final Shell shell;

  @Option(
      names = "--algorithm",
      paramLabel = "ALG",
      defaultValue = "RS256",
      description =
          "Which of the keys: RS256 (the default), ES256 or EdDSA. Keys of the last two exist once"
              + " a client has asked for them.")
  private String algorithm = "";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  KeyRotate(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      Issuer issuer =
          core.store
              .read(tx -> tx.issuers().defaultIssuer())
              .orElseThrow(() ->
                  new CommandFailed(
                      "There are no signing keys yet; the first is made when the server starts."));
      StoredKey next = core.signingKeys.rotate(issuer, chosen(), Origin.CLI);
      if (json) {
        shell.json(KeyList.fields(next));
      } else {
        shell.line(
            "Published key "
                + next.kid()
                + "; it signs from "
                + next.createdAt().plus(core.configuration.keys().pending())
                + " on.");
      }
    }
    return ExitCodes.OK;
  }

  private SigningAlgorithm chosen() {
    return SigningAlgorithm.of(algorithm)
        .filter(known -> known != SigningAlgorithm.PS256)
        .orElseThrow(() ->
            new CommandFailed(
                "This server does not sign with " + algorithm + "; use RS256, ES256 or EdDSA."));
  }
}
