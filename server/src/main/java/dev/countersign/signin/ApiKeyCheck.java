package dev.countersign.signin;

import dev.countersign.crypto.PasswordHasher;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.ApiKey;
import dev.countersign.domain.Origin;
import dev.countersign.store.Store;

/**
 * Checks a customer's name and key by the steps of a sign-in, throttle and hash pool included, for
 * calls that send them each time. No session begins and no token is issued.
 */
public final class ApiKeyCheck {
  private final Store store;
  private final SignInSteps steps;
  private final PasswordHasher hasher;

  public ApiKeyCheck(Store store, SignInSteps steps, PasswordHasher hasher) {
    this.store = store;
    this.steps = steps;
    this.hasher = hasher;
  }

  /** The key as stored, when name and key are right. */
  public SignInResult<ApiKey> check(String customerName, Secret key, Origin origin) {
    return steps.run(
        new CustomerAttempt<>(
            store, hasher, customerName, key, origin, (tx, customer, found) -> found));
  }
}
