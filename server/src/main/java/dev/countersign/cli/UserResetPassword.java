package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import picocli.CommandLine.Command;

@Command(
    name = "reset-password",
    description = "Mails a user a link by which they choose a new password.")
final class UserResetPassword extends UserAct {
  UserResetPassword(Shell shell) {
    super(shell);
  }

  @Override
  User act(Core core, User user) {
    return core.lifecycle
        .accounts
        .forgottenPassword()
        .mail(user.customerId(), user.id(), Origin.CLI);
  }

  @Override
  String done(User user) {
    return "A mail to "
        + user.profile().email()
        + " with a link to choose a new password waits to be sent.";
  }
}
