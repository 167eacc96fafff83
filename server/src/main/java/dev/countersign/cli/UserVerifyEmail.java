package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "verify-email",
    description =
        "Notes that the address is the user's, on your word; or mails them to confirm it.")
final class UserVerifyEmail extends UserAct {
  @Option(names = "--mail", description = "Mail the user a link instead.")
  private boolean mail;

  UserVerifyEmail(Shell shell) {
    super(shell);
  }

  @Override
  User act(Core core, User user) {
    if (mail) {
      return core.lifecycle.accounts.verification().mail(user.customerId(), user.id(), Origin.CLI);
    }
    return core.lifecycle.accounts.verification().vouch(user.customerId(), user.id(), Origin.CLI);
  }

  @Override
  String done(User user) {
    return mail
        ? "A mail to " + user.profile().email() + " with a link to confirm it waits to be sent."
        : "The address " + user.profile().email() + " counts as confirmed.";
  }
}
