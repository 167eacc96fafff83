package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Customer;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "invite",
    description = {
      "Makes a user and mails them a link by which they choose their password.",
      "A user who has none yet is mailed another link."
    },
    footer = {
      "",
      "Example:",
      "  countersign user invite alice --customer acme --email alice@example.org"
    })
final class UserInvite implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "The name to sign in with.")
  private String name = "";

  @Mixin private UserOption owner = new UserOption();

  @Option(names = "--email", paramLabel = "ADDRESS", description = "Where the mail goes to.")
  private String email = "";

  @Option(names = "--full-name", paramLabel = "NAME", description = "As the person writes it.")
  private String fullName = "";

  @Option(names = "--phone", paramLabel = "NUMBER", description = "The telephone number.")
  private String phone = "";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  UserInvite(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.openForAddresses()) {
      User user = invited(core, owner.customer(core));
      if (json) {
        shell.json(UserList.fields(user));
      } else {
        shell.line(
            "Invited user "
                + user.userName()
                + " (id "
                + user.id()
                + "); the mail to "
                + user.profile().email()
                + " waits to be sent.");
      }
    }
    return ExitCodes.OK;
  }

  private User invited(Core core, Customer customer) {
    var invitations = core.lifecycle.accounts.invitations();
    Optional<User> known = core.users.find(customer.id(), name);
    if (known.filter(user -> user.password().isPresent()).isPresent()) {
      // The command is right, and the account is not one to invite to.
      throw new CommandFailed(
          "User "
              + known.get().userName()
              + " has a password already. \"countersign user reset-password\" mails a link to"
              + " choose another.");
    }
    known.ifPresent(this::requireAddress);
    try {
      if (known.isPresent()) {
        return invitations.again(customer.id(), known.get().id(), Origin.CLI);
      }
      Profile profile = new Profile(fullName, email, false, phone, "");
      return invitations.invite(customer.id(), name, profile, Origin.CLI);
    } catch (InvalidInput e) {
      throw new CommandFailed(ExitCodes.USAGE, e.getMessage() + ".");
    }
  }

  /** The link goes to the address that is known of the user, which this command does not change. */
  private void requireAddress(User user) {
    String known = user.profile().email();
    boolean another = !email.isEmpty() && !email.equalsIgnoreCase(known);
    if (known.isEmpty() || another) {
      String has = known.isEmpty() ? "no e-mail address" : "another e-mail address, " + known;
      throw new CommandFailed(
          "User "
              + user.userName()
              + " is there already, and has "
              + has
              + ". \"countersign user update\" with --email changes it; then invite them again.");
    }
  }
}
