package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "reset",
    description = {
      "Takes a user's passkeys, app for codes and recovery codes away, and ends their sessions.",
      "",
      "For people who lost them. Make sure that it is them who ask: afterwards their password",
      "signs them in, and where a second factor is required they set up a new one."
    })
final class UserFactorsReset implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "The user's name.")
  private String name = "";

  @Mixin private UserOption owner = new UserOption();

  @Mixin private Confirmation confirmation = new Confirmation();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  UserFactorsReset(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.openForAddresses()) {
      User user = Shell.user(core, owner.customer(core), name);
      confirmation.require(
          shell.surroundings(), "the second factors of " + user.userName(), user.userName());
      int ended = core.factors.administration.reset(user.customerId(), user.id(), Origin.CLI);
      if (json) {
        shell.json(Map.of("sessionsEnded", ended));
      } else {
        shell.line(
            "Took away every factor of "
                + user.userName()
                + " but the password. Sessions ended: "
                + ended
                + ".");
      }
    }
    return ExitCodes.OK;
  }
}
