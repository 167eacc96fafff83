package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.User;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Something that is done to one user of a customer. */
abstract class UserAct implements Callable<Integer> {
  private final Shell shell;

  @Parameters(index = "0", paramLabel = "NAME", description = "The user's name.")
  private String name = "";

  @Mixin private UserOption owner = new UserOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  UserAct(Shell shell) {
    this.shell = shell;
  }

  /**
   * Does it.
   *
   * @return the user as they are now
   */
  abstract User act(Core core, User user);

  /** What was done, as a sentence. */
  abstract String done(User user);

  @Override
  public final Integer call() {
    // What is mailed names addresses of the server.
    try (Core core = shell.openForAddresses()) {
      User user = Shell.user(core, owner.customer(core), name);
      User changed;
      try {
        changed = act(core, user);
      } catch (InvalidInput e) {
        throw new CommandFailed(ExitCodes.USAGE, e.getMessage() + ".");
      }
      if (json) {
        shell.json(UserList.fields(changed));
      } else {
        shell.line(done(changed));
      }
    }
    return ExitCodes.OK;
  }
}
