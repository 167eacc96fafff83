package dev.countersign.http.console.people;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.UserId;
import dev.countersign.domain.UserLabel;
import dev.countersign.http.Route;
import dev.countersign.http.console.ConsoleRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that has a name and people in it: what its pages ask. */
interface Gathering {
  /** Where its pages are, below the customer's: {@code /groups}. */
  String path();

  /** What the names of its texts begin with: {@code console.groups}. */
  String key();

  /** Whether it has a description. */
  boolean described();

  /**
   * One of them.
   *
   * @param id its identity
   * @param name as it was given
   * @param nameKey the form it is compared by
   * @param description for people who administer, or the empty string
   * @param since when it was made, where that is known
   */
  record Item(long id, String name, String nameKey, String description, Optional<Instant> since) {
    static Item of(UserLabel label) {
      return new Item(
          label.id(),
          label.name(),
          label.nameKey(),
          label.description(),
          Optional.of(label.createdAt()));
    }
  }

  /** Those after that name key, by name, at most so many. */
  List<Item> list(CustomerId customer, String after, int limit);

  Optional<Item> find(CustomerId customer, long id);

  Item create(CustomerId customer, String name, String description, Origin origin);

  void update(CustomerId customer, Item item, String name, String description, Origin origin);

  boolean delete(CustomerId customer, Item item, Origin origin);

  /** The people in it by id, after that one (0 for the first), at most so many. */
  List<UserId> members(CustomerId customer, Item item, long after, int limit);

  void add(CustomerId customer, Item item, UserId user, Origin origin);

  boolean remove(CustomerId customer, Item item, UserId user, Origin origin);

  /** Why it may not be given another name, or nothing. */
  default Optional<String> keepsName(ConsoleRequest request, Item item) {
    return Optional.empty();
  }

  /** Why it may not be removed, or nothing. */
  default Optional<String> stays(ConsoleRequest request, Item item) {
    return Optional.empty();
  }

  /** Why somebody may not be taken out, or nothing. */
  default Optional<String> keeps(ConsoleRequest request, Item item, UserId user) {
    return Optional.empty();
  }

  /** What its own page shows besides, below the people in it. */
  default List<Section> more(ConsoleRequest request, Item item) {
    return List.of();
  }

  /** The routes of what is shown besides. */
  default List<Route> moreRoutes() {
    return List.of();
  }
}
