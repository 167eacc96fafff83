package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserRole;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives roles to users and groups and takes them away. */
abstract sealed class RoleHolder implements Callable<Integer> {
  private final Shell shell;
  private final boolean grant;

  @Parameters(paramLabel = "ROLE", description = "The role's name.")
  private String name = "";

  @Mixin private UserOption owner = new UserOption();

  @ArgGroup(multiplicity = "1")
  private Holder holder = new Holder();

  private RoleHolder(Shell shell, boolean grant) {
    this.shell = shell;
    this.grant = grant;
  }

  /** One of the two. */
  static final class Holder {
    @Option(names = "--user", paramLabel = "NAME", description = "A user.")
    private @Nullable String user;

    @Option(names = "--group", paramLabel = "NAME", description = "Everybody in a group.")
    private @Nullable String group;
  }

  @Override
  public Integer call() {
    try (Core core = shell.open()) {
      Customer customer = owner.customer(core);
      UserRole role = Labels.role(core, customer, name);
      String who;
      if (holder.user != null) {
        who = user(core, role, Shell.user(core, customer, holder.user));
      } else {
        who = group(core, role, Labels.group(core, customer, String.valueOf(holder.group)));
      }
      shell.line(who + (grant ? " has role " : " does not have role ") + role.name() + ".");
    }
    return ExitCodes.OK;
  }

  private String user(Core core, UserRole role, User user) {
    if (grant) {
      var _ = core.lifecycle.roles.grant(role.customerId(), role.id(), user.id(), Origin.CLI);
    } else {
      var _ = core.lifecycle.roles.revoke(role.customerId(), role.id(), user.id(), Origin.CLI);
    }
    return "User " + user.userName();
  }

  private String group(Core core, UserRole role, UserGroup group) {
    if (grant) {
      var _ =
          core.lifecycle.roles.grantToGroup(role.customerId(), role.id(), group.id(), Origin.CLI);
    } else {
      var _ =
          core.lifecycle.roles.revokeFromGroup(
              role.customerId(), role.id(), group.id(), Origin.CLI);
    }
    return "Group " + group.name();
  }

  @Command(name = "grant", description = "Gives a role to a user, or to everybody in a group.")
  static final class Grant extends RoleHolder {
    Grant(Shell shell) {
      super(shell, true);
    }
  }

  @Command(name = "revoke", description = "Takes a role from a user or a group.")
  static final class Revoke extends RoleHolder {
    Revoke(Shell shell) {
      super(shell, false);
    }
  }
}
