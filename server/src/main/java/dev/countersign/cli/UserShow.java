package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Device;
import dev.countersign.domain.Session;
import dev.countersign.domain.User;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "show",
    description = "Shows a user with their groups, roles, sessions and devices.")
final class UserShow implements Callable<Integer> {
  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "The user's name.")
  private String name = "";

  @Mixin private UserOption owner = new UserOption();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  UserShow(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      User user = Shell.user(core, owner.customer(core), name);
      Map<String, Object> fields = fields(core, user);
      if (json) {
        shell.json(fields);
      } else {
        fields.forEach((field, value) ->
            shell.line("%-14s %s".formatted(field, String.valueOf(value).replace("\n", ", "))));
      }
    }
    return ExitCodes.OK;
  }

  private static Map<String, Object> fields(Core core, User user) {
    Map<String, Object> fields = new LinkedHashMap<>(UserList.fields(user));
    fields.put("emailVerified", user.profile().emailVerified());
    fields.put("phoneNumber", user.profile().phoneNumber());
    user.profile().details().values().forEach((field, value) -> fields.put(field.member(), value));
    fields.put("password", user.password().isPresent());
    fields.put("blacklisted", user.blacklisted());
    core.lifecycle
        .accounts
        .departures()
        .planned(user.customerId(), user.id())
        .ifPresent(deletion -> fields.put("deleteAt", deletion.deleteAt().toString()));
    fields.put(
        "groups",
        core.lifecycle.groups.ofUser(user.customerId(), user.id()).stream()
            .map(UserGroup::name)
            .toList());
    fields.put(
        "roles",
        core.lifecycle.roles.ofUser(user.customerId(), user.id()).stream()
            .map(UserRole::name)
            .toList());
    fields.put("sessions", sessions(core.lifecycle.sessions.list(user.customerId(), user.id())));
    fields.put(
        "devices",
        core.devices.list(user.customerId(), user.id()).stream().map(Device::deviceKey).toList());
    return fields;
  }

  private static List<String> sessions(List<Session> sessions) {
    return sessions.stream()
        .map(one -> one.dialect() + " since " + one.authTime() + " (id " + one.id() + ")")
        .toList();
  }
}
