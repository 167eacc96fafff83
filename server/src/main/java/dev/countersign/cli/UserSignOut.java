package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import picocli.CommandLine.Command;

@Command(name = "sign-out", description = "Ends every session of a user, on every device.")
final class UserSignOut extends UserAct {
  UserSignOut(Shell shell) {
    super(shell);
  }

  @Override
  User act(Core core, User user) {
    var _ = core.lifecycle.sessions.endAll(user.customerId(), user.id(), Origin.CLI);
    return user;
  }

  @Override
  String done(User user) {
    return "Ended every session of user " + user.userName() + ".";
  }
}
