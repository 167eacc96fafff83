package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.SearchSpace;
import dev.countersign.domain.UserId;
import java.util.List;
import java.util.Optional;

/** Named sets of a customer's users. */
public interface SearchSpaces {
  /**
   * Adds an empty space.
   *
   * @throws AlreadyExists when the name is taken
   */
  void add(SearchSpace space);

  Optional<SearchSpace> byNameKey(CustomerId customer, String nameKey);

  Optional<SearchSpace> find(CustomerId customer, long id);

  /** A customer's spaces by name key, starting after that key, at most so many. */
  List<SearchSpace> list(CustomerId customer, String afterNameKey, int limit);

  /**
   * Gives a space another name.
   *
   * @throws NotFound when it is gone
   * @throws AlreadyExists when the name is taken
   */
  void rename(SearchSpace changed);

  /** Takes somebody out of the space; false when they were not in it. */
  boolean removeMember(SearchSpace space, UserId user);

  /** How many members the space has, counted up to that number. */
  int countMembers(SearchSpace space, int most);

  /** A customer's spaces by id, starting after that id (0 for the first), at most so many. */
  List<SearchSpace> page(CustomerId customer, long afterId, int limit);

  /**
   * The members' ids in their order, starting after that one (0 for the first), at most so many.
   */
  List<UserId> memberPage(SearchSpace space, long afterUser, int limit);

  /** Adds people to the space; those who are members stay so. */
  void addMembers(SearchSpace space, List<UserId> users);

  /** Makes the space hold exactly these people. */
  void replaceMembers(SearchSpace space, List<UserId> users);

  /** The members' user names, by name key. */
  List<String> memberNames(SearchSpace space);

  /** The members' ids, in no order. */
  long[] memberIds(SearchSpace space);

  /** Removes the space, not its members' accounts; false when there is none. */
  boolean delete(SearchSpace space);
}
