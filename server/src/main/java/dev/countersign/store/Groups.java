package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserId;
import java.util.List;
import java.util.Optional;

/** A customer's groups, and who is in them. */
public interface Groups {
  /**
   * Adds a group.
   *
   * @throws AlreadyExists when the customer has a group of that name
   */
  void add(UserGroup group);

  Optional<UserGroup> byId(CustomerId customer, long id);

  Optional<UserGroup> byNameKey(CustomerId customer, String nameKey);

  /** A customer's groups by name key, starting after that key, at most so many. */
  List<UserGroup> list(CustomerId customer, String afterNameKey, int limit);

  /** The groups a person is in, by name key. */
  List<UserGroup> ofUser(CustomerId customer, UserId user);

  /**
   * Gives a group another name and description.
   *
   * @throws NotFound when it is gone
   * @throws AlreadyExists when the name is taken
   */
  void update(UserGroup changed);

  /** Removes a group with its memberships and the roles it has; false when there is none. */
  boolean delete(CustomerId customer, long id);

  /** Puts a person in; false when they were in it. Group and person are the customer's. */
  boolean addMember(CustomerId customer, long group, UserId user);

  /** Takes a person out; false when they were not in it. */
  boolean removeMember(CustomerId customer, long group, UserId user);

  /** The people in a group by id, starting after that one (0 for the first), at most so many. */
  List<UserId> members(CustomerId customer, long group, long afterUser, int limit);
}
