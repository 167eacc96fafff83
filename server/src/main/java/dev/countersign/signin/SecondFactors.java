package dev.countersign.signin;

import dev.countersign.domain.User;
import dev.countersign.signin.BrowserSignIn.Request;
import dev.countersign.signin.BrowserSignIn.SecondFactorNeeded;
import dev.countersign.store.Transaction;
import java.util.Optional;

/** Says what else a person must show before a session begins in their browser. */
public interface SecondFactors {
  /** A password is enough for everybody. */
  SecondFactors NONE = (_, _, _) -> Optional.empty();

  /**
   * What is needed beside the right password, with whatever must be kept until it is shown; absent
   * when the session may begin.
   */
  Optional<SecondFactorNeeded> needed(Transaction tx, User user, Request request);
}
