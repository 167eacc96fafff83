package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "change-email",
    description = "Mails a user's old and new address about a change; the new one confirms it.")
final class UserChangeEmail extends UserAct {
  @Parameters(index = "1", paramLabel = "ADDRESS", description = "The new address.")
  private String address = "";

  UserChangeEmail(Shell shell) {
    super(shell);
  }

  @Override
  User act(Core core, User user) {
    return core.lifecycle
        .accounts
        .addressChange()
        .request(user.customerId(), user.id(), address, Origin.CLI);
  }

  @Override
  String done(User user) {
    return "A mail to " + address + " with a link to confirm the change waits to be sent.";
  }
}
