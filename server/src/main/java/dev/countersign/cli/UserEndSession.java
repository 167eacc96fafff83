package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.User;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "end-session",
    description = {
      "Ends one session of a user, as \"user show\" lists them.",
      "Every session: \"countersign user sign-out\"."
    },
    footer = {
      "",
      "Example:",
      "  countersign user end-session alice 382964591224696832 --customer acme"
    })
final class UserEndSession extends UserAct {
  @Parameters(index = "1", paramLabel = "SESSION", description = "The session's id.")
  private String session = "";

  UserEndSession(Shell shell) {
    super(shell);
  }

  @Override
  User act(Core core, User user) {
    boolean ended =
        SessionId.parse(session)
            .filter(id -> core.lifecycle.sessions.end(user.customerId(), user.id(), id, Origin.CLI))
            .isPresent();
    if (!ended) {
      throw new CommandFailed(
          "User %s has no session %s. \"countersign user show\" lists them with their ids."
              .formatted(user.userName(), session));
    }
    return user;
  }

  @Override
  String done(User user) {
    return "Ended session " + session + " of user " + user.userName() + ".";
  }
}
