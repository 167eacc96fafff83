package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists a customer's users by name.")
final class UserList implements Callable<Integer> {
  private final Shell shell;

  @Mixin private UserOption owner = new UserOption();

  @Option(names = "--json", description = "Print a JSON array, one user a line.")
  private boolean json;

  UserList(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      Customer customer = owner.customer(core);
      long count =
          new Listing<>(shell, json, User::userNameKey, UserList::fields, UserList::text)
              .print((after, limit) -> core.users.list(customer.id(), after, limit));
      if (count == 0 && !json) {
        shell.line("Customer " + customer.name() + " has no users.");
      }
    }
    return ExitCodes.OK;
  }

  static Map<String, Object> fields(User user) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", user.id().toString());
    fields.put("userName", user.userName());
    fields.put("fullName", user.profile().fullName());
    fields.put("email", user.profile().email());
    fields.put("state", user.state().name().toLowerCase(Locale.ROOT));
    fields.put("createdAt", user.createdAt().toString());
    return fields;
  }

  private static String text(User user) {
    return "%-30s  %-8s  id %s  created %s  %s"
        .formatted(
            user.userName(),
            user.state().name().toLowerCase(Locale.ROOT),
            user.id(),
            user.createdAt(),
            user.profile().email())
        .stripTrailing();
  }
}
