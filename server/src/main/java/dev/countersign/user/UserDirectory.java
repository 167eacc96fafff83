package dev.countersign.user;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Enrolment;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.domain.UserSearch;
import dev.countersign.domain.UserSearch.Order;
import dev.countersign.domain.UserSearch.Position;
import dev.countersign.domain.UserSearch.Standing;
import dev.countersign.naming.Name;
import dev.countersign.store.Store;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A customer's people, looked up by how what they are called begins and by how they stand. Letters
 * of either case count as the same, in full names and addresses those of ASCII alone.
 */
public final class UserDirectory {
  private final Store store;

  public UserDirectory(Store store) {
    this.store = store;
  }

  /**
   * What is asked for.
   *
   * @param text how what they are put in order by begins; empty for all
   * @param order what they are put in order by
   * @param descending whether it is the other way round
   * @param standing how their account stands
   * @param enrolment how far the enrolment of their face got
   * @param group a group they are in
   * @param role a role they were given themselves
   * @param after what the page before named as its next; empty for the first
   * @param limit how many at most
   */
  public record Asked(
      String text,
      Order order,
      boolean descending,
      Optional<Standing> standing,
      Optional<Enrolment.State> enrolment,
      Optional<Long> group,
      Optional<Long> role,
      String after,
      int limit) {
    /** Everybody whose name begins so, by name. */
    public static Asked named(String text, int limit) {
      return new Asked(
          text,
          Order.NAME,
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          "",
          limit);
    }
  }

  /**
   * One page.
   *
   * @param users in the order that was asked for
   * @param next what the next page comes after, if there is one
   */
  public record Found(List<User> users, Optional<String> next) {
    /** Keeps an unmodifiable copy. */
    public Found {
      users = List.copyOf(users);
    }
  }

  /** One page of those who are asked for. */
  public Found page(CustomerId customer, Asked asked) {
    Optional<String> prefix = Optional.empty();
    if (!asked.text().isBlank()) {
      prefix = compared(asked.order(), asked.text().strip());
      if (prefix.isEmpty()) {
        return new Found(List.of(), Optional.empty());
      }
    }
    UserSearch search = search(asked, prefix);
    List<User> users = store.read(tx -> tx.users().search(customer, search));
    if (users.size() <= asked.limit()) {
      return new Found(users, Optional.empty());
    }
    List<User> shown = users.subList(0, asked.limit());
    return new Found(shown, Optional.of(cursor(asked.order(), shown.getLast())));
  }

  private static UserSearch search(Asked asked, Optional<String> prefix) {
    return new UserSearch(
        asked.order(),
        asked.descending(),
        prefix,
        asked.standing(),
        asked.enrolment(),
        asked.group(),
        asked.role(),
        position(asked.order(), asked.after()),
        asked.limit() + 1);
  }

  /** The text as it is compared; absent when nothing can begin so. */
  private static Optional<String> compared(Order order, String text) {
    return switch (order) {
      case NAME -> Name.lookupKey(text);
      case FULL_NAME, EMAIL -> Optional.of(lowered(text));
      case AGE -> throw new IllegalArgumentException("an age does not begin with a text");
    };
  }

  /** In lower case as both databases do it here: ASCII alone. */
  private static String lowered(String text) {
    StringBuilder lowered = new StringBuilder(text);
    for (int i = 0; i < lowered.length(); i++) {
      char one = lowered.charAt(i);
      if (one >= 'A' && one <= 'Z') {
        lowered.setCharAt(i, (char) (one + ('a' - 'A')));
      }
    }
    return lowered.toString();
  }

  /** No name key holds a space, so the last one ends the value. */
  private static String cursor(Order order, User last) {
    return switch (order) {
      case NAME -> last.userNameKey();
      case FULL_NAME -> lowered(last.profile().fullName()) + " " + last.userNameKey();
      case EMAIL -> lowered(last.profile().email()) + " " + last.userNameKey();
      case AGE -> last.id().toString();
    };
  }

  private static Optional<Position> position(Order order, String cursor) {
    if (cursor.isEmpty()) {
      return Optional.empty();
    }
    return switch (order) {
      case NAME -> Optional.of(new Position("", cursor, 0));
      case FULL_NAME, EMAIL -> {
        int space = cursor.lastIndexOf(' ');
        yield Optional.of(
            new Position(cursor.substring(0, Math.max(0, space)), cursor.substring(space + 1), 0));
      }
      case AGE -> UserId.parse(cursor).map(id -> new Position("", "", id.value()));
    };
  }

  /** Those of them that there are, by id. */
  public Map<UserId, User> byIds(CustomerId customer, Collection<UserId> ids) {
    Map<UserId, User> found = new HashMap<>();
    store.read(tx -> tx.users().byIds(customer, ids)).forEach(user -> found.put(user.id(), user));
    return found;
  }
}
