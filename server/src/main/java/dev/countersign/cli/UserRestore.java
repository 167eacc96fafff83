package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import picocli.CommandLine.Command;

@Command(name = "restore", description = "Calls the planned deletion of an account off.")
final class UserRestore extends UserAct {
  UserRestore(Shell shell) {
    super(shell);
  }

  @Override
  User act(Core core, User user) {
    return core.lifecycle.accounts.departures().restore(user.customerId(), user.id(), Origin.CLI);
  }

  @Override
  String done(User user) {
    return "User " + user.userName() + " stays: the planned deletion is called off.";
  }
}
