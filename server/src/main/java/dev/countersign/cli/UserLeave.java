package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.AccountDeletion;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "leave",
    description = {
      "Plans the deletion of a user, as they could themselves.",
      "",
      "They are signed out, can restore the account in the customer's days of grace, and then"
          + " everything known of them is erased."
    })
final class UserLeave extends UserAct {
  private final Shell shell;
  private Optional<AccountDeletion> planned = Optional.empty();

  @Mixin private Confirmation confirmation = new Confirmation();

  UserLeave(Shell shell) {
    super(shell);
    this.shell = shell;
  }

  @Override
  User act(Core core, User user) {
    confirmation.require(
        shell.surroundings(),
        "This plans the deletion of user "
            + user.userName()
            + ", who cannot sign in until it is done or taken back.",
        user.userName(),
        "Nothing was planned");
    planned = core.lifecycle.accounts.departures().plan(user.customerId(), user.id(), Origin.CLI);
    return core.users.find(user.customerId(), user.id()).orElse(user);
  }

  @Override
  String done(User user) {
    return planned
        .map(one -> "User " + user.userName() + " will be deleted at " + one.deleteAt() + ".")
        .orElseGet(() -> "Deleted user " + user.userName() + ".");
  }
}
