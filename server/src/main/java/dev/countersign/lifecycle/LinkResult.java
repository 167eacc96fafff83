package dev.countersign.lifecycle;

import dev.countersign.domain.User;
import java.util.Optional;

/** What came of following a link. */
public sealed interface LinkResult {
  /**
   * It did what it is for.
   *
   * @param user whose account it is, as it is now
   */
  record Done(User user) implements LinkResult {}

  /** Done to that account, or unknown where there is none any more. */
  static LinkResult of(Optional<User> user) {
    return user.<LinkResult>map(Done::new).orElseGet(Unknown::new);
  }

  /** There is no such link, or it was used. */
  record Unknown() implements LinkResult {}

  /** It was followed too late. */
  record Expired() implements LinkResult {}

  /** Somebody else took the name that was signed up for. */
  record NameTaken(String userName) implements LinkResult {}
}
