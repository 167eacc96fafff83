package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.user.UserChange;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "rename",
    description = "Gives a user another name to sign in with; what they are is not changed.")
final class UserRename extends UserAct {
  @Parameters(index = "1", paramLabel = "NEW", description = "The new name.")
  private String to = "";

  UserRename(Shell shell) {
    super(shell);
  }

  @Override
  User act(Core core, User user) {
    UserChange change =
        new UserChange(
            Optional.of(to), Optional.empty(), Optional.empty(), Optional.empty(), false);
    return core.users.update(user.customerId(), user.id(), change, Origin.CLI);
  }

  @Override
  String done(User user) {
    return "The user is now called " + user.userName() + ".";
  }
}
