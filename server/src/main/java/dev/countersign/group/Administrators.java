package dev.countersign.group;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserId;
import dev.countersign.domain.UserRole;
import dev.countersign.naming.Label;
import java.util.List;
import java.util.Optional;

/**
 * Who administers a customer: everybody with the role {@code administrator}, their own or through a
 * group. It is the one role that means something to this server.
 */
public final class Administrators {
  private static final String NAME_KEY = "administrator";

  private final RoleAdministration roles;
  private final GroupAdministration groups;

  public Administrators(RoleAdministration roles, GroupAdministration groups) {
    this.roles = roles;
    this.groups = groups;
  }

  /** Whether that person administers the customer. */
  public boolean include(CustomerId customer, UserId user) {
    return roles.ofUser(customer, user).stream().anyMatch(Administrators::have);
  }

  /** Whether everybody in that group does. */
  public boolean includeGroup(CustomerId customer, long group) {
    return groups.find(customer, group).filter(this::administers).isPresent();
  }

  /** Whether that person administers the customer by a grant of the role of their own alone. */
  public boolean onlyByGrant(CustomerId customer, UserId user) {
    return granted(customer, user)
        && groups.ofUser(customer, user).stream().noneMatch(this::administers);
  }

  /** Whether that person administers the customer by being in that group alone. */
  public boolean onlyByGroup(CustomerId customer, UserId user, long group) {
    List<UserGroup> theirs =
        groups.ofUser(customer, user).stream().filter(this::administers).toList();
    return theirs.size() == 1 && theirs.getFirst().id() == group && !granted(customer, user);
  }

  private boolean granted(CustomerId customer, UserId user) {
    return roles.grantedTo(customer, user).stream().anyMatch(Administrators::have);
  }

  private boolean administers(UserGroup group) {
    return roles.ofGroup(group).stream().anyMatch(Administrators::have);
  }

  /** Whether that is the role that administrators have. */
  public static boolean have(UserRole role) {
    return role.nameKey().equals(NAME_KEY);
  }

  /** Whether a role of that name would be. */
  public static boolean haveNamed(String name) {
    return Label.lookupKey(name).equals(Optional.of(NAME_KEY));
  }
}
