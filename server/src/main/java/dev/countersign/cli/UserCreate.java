package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.user.NewUser;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "create",
    description = "Makes a user of a customer.",
    footer = {
      "",
      "Examples:",
      "  countersign user create alice --customer acme --email alice@example.org",
      "  countersign user create alice --customer acme --password-file alice.txt"
    })
final class UserCreate implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "The name to sign in with.")
  private String name = "";

  @Mixin private UserOption owner = new UserOption();

  @Option(names = "--email", paramLabel = "ADDRESS", description = "Where mail goes to.")
  private String email = "";

  @Option(names = "--full-name", paramLabel = "NAME", description = "As the person writes it.")
  private String fullName = "";

  @Option(names = "--phone", paramLabel = "NUMBER", description = "The telephone number.")
  private String phone = "";

  @Mixin private PasswordOption password = new PasswordOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  UserCreate(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    PasswordOption.Chosen chosen = password.read(shell.surroundings());
    Profile profile = new Profile(fullName, email, false, phone, "");
    User user;
    try (Core core = shell.open()) {
      NewUser wanted = new NewUser(name, profile, Optional.of(chosen.secret()));
      user = core.users.create(owner.customer(core).id(), wanted, Origin.CLI);
    }
    print(shell, json, "Created", user, chosen);
    return ExitCodes.OK;
  }

  static void print(
      Shell shell, boolean json, String done, User user, PasswordOption.Chosen chosen) {
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>(UserList.fields(user));
      if (chosen.generated()) {
        fields.put("password", chosen.secret().text());
      }
      shell.json(fields);
      return;
    }
    shell.line(done + " user " + user.userName() + " (id " + user.id() + ").");
    if (chosen.generated()) {
      shell.line("The password, which is not shown again: " + chosen.secret().text());
    }
  }
}
