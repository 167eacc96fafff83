package dev.countersign.signin;

import dev.countersign.domain.User;
import dev.countersign.store.Transaction;
import java.util.Optional;

/** What becomes of people who sign in although their account is to be deleted. */
public interface LeavingAccounts {
  /**
   * A token by which a person, who has just shown their password, can say that they want to stay.
   */
  Optional<String> offer(Transaction tx, User user);
}
