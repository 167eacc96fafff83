package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserId;
import java.util.List;

/** A customer's groups, and who is in them. */
public interface Groups extends Labels<UserGroup> {
  /** The groups a person is in, by name key. */
  List<UserGroup> ofUser(CustomerId customer, UserId user);

  /** Puts a person in; false when they were in it. Group and person are the customer's. */
  boolean addMember(CustomerId customer, long group, UserId user);

  /** Takes a person out; false when they were not in it. */
  boolean removeMember(CustomerId customer, long group, UserId user);

  /** The people in a group by id, starting after that one (0 for the first), at most so many. */
  List<UserId> members(CustomerId customer, long group, long afterUser, int limit);
}
