package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserId;
import dev.countersign.domain.UserRole;
import java.util.List;

/** A customer's roles, and who has them: people, and groups for everybody in them. */
public interface Roles extends Labels<UserRole> {
  /** Gives a person a role; false when they had it. Role and person are the customer's. */
  boolean grantToUser(CustomerId customer, long role, UserId user);

  /** Takes a role from a person; false when they did not have it themselves. */
  boolean revokeFromUser(CustomerId customer, long role, UserId user);

  /** Gives everybody in a group a role; false when it had it. */
  boolean grantToGroup(CustomerId customer, long role, long group);

  /** Takes a role from a group; false when it did not have it. */
  boolean revokeFromGroup(CustomerId customer, long role, long group);

  /** The roles a person was given, without those of their groups, by name key. */
  List<UserRole> grantedTo(CustomerId customer, UserId user);

  /** The roles a group was given, by name key. */
  List<UserRole> ofGroup(CustomerId customer, long group);

  /** The roles a person has, their groups' included, each once, by name key. */
  List<UserRole> ofUser(CustomerId customer, UserId user);

  /** The people given a role themselves, by id, after that one (0 for the first). */
  List<UserId> holders(CustomerId customer, long role, long afterUser, int limit);

  /** The groups given a role, by name key. */
  List<UserGroup> groupsWith(CustomerId customer, long role);
}
