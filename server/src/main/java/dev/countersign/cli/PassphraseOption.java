package dev.countersign.cli;

import dev.countersign.crypto.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the passphrase of an export comes from, or that secrets are left out. */
final class PassphraseOption {
  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description =
          "Read the passphrase that secrets are encrypted under from the first line of a file; -"
              + " reads standard input.")
  private @Nullable String file;

  @Option(
      names = "--without-secrets",
      description =
          "Leave out hashes, keys, faces and pictures. People must be given new passwords then.")
  private boolean withoutSecrets;

  boolean withoutSecrets() {
    return withoutSecrets;
  }

  Optional<Secret> read(Surroundings surroundings) {
    if (file == null) {
      return Optional.empty();
    }
    if (withoutSecrets) {
      throw new CommandFailed(
          ExitCodes.USAGE, "Give --passphrase-file or --without-secrets, not both.");
    }
    return Optional.of(FirstLine.of("passphrase", file, surroundings.in()));
  }

  /** The passphrase, which may be missing only where secrets are left out. */
  Optional<Secret> require(Surroundings surroundings) {
    Optional<Secret> passphrase = read(surroundings);
    if (passphrase.isEmpty() && !withoutSecrets) {
      throw new CommandFailed(
          ExitCodes.USAGE,
          "The file holds password hashes, keys and faces. Say with --passphrase-file what they are"
              + " to be encrypted under, or leave them out with --without-secrets.");
    }
    return passphrase;
  }
}
