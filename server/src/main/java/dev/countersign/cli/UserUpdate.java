package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.user.UserChange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "update",
    description = "Changes what is known about a user. A new address counts as not confirmed.",
    footer = {
      "",
      "Examples:",
      "  countersign user update alice --customer acme --full-name \"Alice Liddell\"",
      "  countersign user update alice --customer acme --detail given-name=Alice --detail"
          + " locale=en-GB",
      "  countersign user update alice --customer acme --detail gender="
    })
final class UserUpdate extends UserAct {
  @Option(names = "--email", paramLabel = "ADDRESS", description = "Where mail goes to.")
  private @Nullable String email;

  @Option(names = "--full-name", paramLabel = "NAME", description = "As the person writes it.")
  private @Nullable String fullName;

  @Option(names = "--phone", paramLabel = "NUMBER", description = "The telephone number.")
  private @Nullable String phone;

  @Mixin private DetailsOption details = new DetailsOption();

  UserUpdate(Shell shell) {
    super(shell);
  }

  @Override
  User act(Core core, User user) {
    UserChange change =
        new UserChange(
            Optional.empty(),
            Optional.ofNullable(fullName),
            Optional.ofNullable(email),
            Optional.ofNullable(phone),
            false,
            details.values());
    return core.users.update(user.customerId(), user.id(), change, Origin.CLI);
  }

  @Override
  String done(User user) {
    return "Changed user " + user.userName() + ".";
  }
}
