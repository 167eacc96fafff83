package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import picocli.CommandLine.Command;

@Command(name = "whitelist", description = "Takes a user off the black list.")
final class UserWhitelist extends UserAct {
  UserWhitelist(Shell shell) {
    super(shell);
  }

  @Override
  User act(Core core, User user) {
    return core.users.whitelist(user.customerId(), user.id(), Origin.CLI);
  }

  @Override
  String done(User user) {
    return "Whitelisted user " + user.userName() + ".";
  }
}
