package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.EnrolmentQuery;
import dev.countersign.domain.Page;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.domain.UserSearch;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The people. Every lookup names the customer, but for the one by an enrolment's reference. */
public interface Users {
  /**
   * Adds a person.
   *
   * @throws AlreadyExists when the customer has a user of that name
   */
  void add(User user);

  Optional<User> byId(CustomerId customer, UserId id);

  /** As {@link #byId}; until the transaction ends, nobody else changes or removes the person. */
  Optional<User> lock(CustomerId customer, UserId id);

  Optional<User> byNameKey(CustomerId customer, String userNameKey);

  /**
   * The people with that address, letters of either case counting as the same (ASCII alone), by
   * name key, at most so many.
   */
  List<User> byEmail(CustomerId customer, String email, int limit);

  /** Those of them that there are, in no order. */
  List<User> byIds(CustomerId customer, Collection<UserId> ids);

  /** The ids of those of them that there are, by name key. */
  Map<String, UserId> idsByNameKey(CustomerId customer, Collection<String> userNameKeys);

  Optional<User> byEnrolmentReference(CustomerId customer, String reference);

  /**
   * The person an enrolment URL names when it is opened without a token. The reference is 256
   * random bits and so a capability of its own: the one lookup that names no customer.
   */
  Optional<User> byEnrolmentReference(String reference);

  /**
   * Replaces {@code old} by {@code changed} while the row still is as {@code old} says.
   *
   * @throws NotFound when the person is gone
   * @throws AlreadyExists when the new name is taken
   * @throws ChangedMeanwhile when somebody else changed the row first
   */
  void update(User old, User changed, Instant now);

  /**
   * Removes the person with sessions, tokens, devices and memberships; false when there is none.
   */
  boolean delete(CustomerId customer, UserId id);

  /** A customer's people by name key, starting after that key, at most so many. */
  List<User> list(CustomerId customer, String afterNameKey, int limit);

  /** Those of a customer's people who are searched for, in the order that is asked for. */
  List<User> search(CustomerId customer, UserSearch search);

  /** A customer's people by id, starting after that id (0 for the first), at most so many. */
  List<User> page(CustomerId customer, long afterId, int limit);

  /** How many people the customer has. */
  long count(CustomerId customer);

  /**
   * Writes a person exactly as given, in place of the one of that id if there is one; what else
   * follows from the change is the caller's to do.
   *
   * @throws AlreadyExists when somebody else has the name
   */
  void put(User user);

  /** Notes that the present password was chosen by a mailed link. */
  void notePasswordByMail(User user);

  /** Whether the present password was chosen by a mailed link, and by nothing else since. */
  boolean passwordByMail(User user);

  /** The people on the black list, longest there first. */
  List<User> blacklisted(CustomerId customer);

  /** Enrolments by when they last changed, newest first. */
  Page<User> enrolments(CustomerId customer, EnrolmentQuery query);
}
