package dev.countersign.lifecycle;

import dev.countersign.crypto.HashPool;
import dev.countersign.crypto.HashPoolFull;
import dev.countersign.crypto.PasswordHasher;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.AccountLink;
import dev.countersign.domain.AccountLink.Purpose;
import dev.countersign.domain.Origin;
import java.util.Optional;

/**
 * A sign-up that is confirmed in another browser than it was made in. Whoever signed up with an
 * address need not be who reads its mail, and would share the account with them if the password
 * given at sign-up held: so who confirms chooses one, and that one is dropped.
 */
public final class FirstPassword {
  private final Accounts accounts;
  private final SignUp signUp;
  private final PasswordHasher hasher;
  private final HashPool pool;

  FirstPassword(Accounts accounts, SignUp signUp, PasswordHasher hasher, HashPool pool) {
    this.accounts = accounts;
    this.signUp = signUp;
    this.hasher = hasher;
    this.pool = pool;
  }

  /**
   * The name of the account whose password is to be chosen; absent when the link is no sign-up's,
   * does not work, or was asked for in this browser.
   *
   * @param browser what the browser kept from signing up
   */
  public Optional<String> wanted(String token, Optional<String> browser) {
    return accounts
        .store()
        .read(tx -> accounts.links().working(tx, token))
        .filter(link -> link.purpose() == Purpose.SIGN_UP)
        .filter(link -> !signUp.madeIn(link, browser))
        .map(signUp::userName);
  }

  /** Follows the link of a sign-up with a password of one's own. */
  public FirstPasswordResult follow(String token, Secret password, Origin origin) {
    Optional<AccountLink> found =
        accounts
            .store()
            .read(tx -> Links.find(tx, token))
            .filter(link -> link.purpose() == Purpose.SIGN_UP);
    if (found.isEmpty()) {
      return new FirstPasswordResult.Followed(new LinkResult.Unknown());
    }
    if (accounts.links().expired(found.get())) {
      return new FirstPasswordResult.Followed(new LinkResult.Expired());
    }
    Optional<String> refusal = signUp.refusal(found.get(), password);
    if (refusal.isPresent()) {
      return new FirstPasswordResult.Refused(refusal.get());
    }
    return hashed(found.get(), password, origin);
  }

  private FirstPasswordResult hashed(AccountLink link, Secret password, Origin origin) {
    String hash;
    try {
      hash = pool.run(HashPool.Lane.ORDINARY, () -> hasher.hash(password));
    } catch (HashPoolFull e) {
      return new FirstPasswordResult.Busy(e.retryAfter());
    }
    return new FirstPasswordResult.Followed(
        accounts
            .store()
            .write(tx ->
                accounts
                    .links()
                    .take(tx, link)
                    .map(taken -> signUp.complete(tx, taken, Optional.of(hash), origin))
                    .orElseGet(LinkResult.Unknown::new)));
  }
}
