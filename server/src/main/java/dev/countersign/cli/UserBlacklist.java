package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import picocli.CommandLine.Command;

@Command(
    name = "blacklist",
    description = "Puts a user on the black list: their face is found and not let in.")
final class UserBlacklist extends UserAct {
  UserBlacklist(Shell shell) {
    super(shell);
  }

  @Override
  User act(Core core, User user) {
    return core.users.blacklist(user.customerId(), user.id(), Origin.CLI);
  }

  @Override
  String done(User user) {
    return "Blacklisted user " + user.userName() + ".";
  }
}
