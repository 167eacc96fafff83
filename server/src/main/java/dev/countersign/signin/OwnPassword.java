package dev.countersign.signin;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.crypto.PasswordHasher;
import dev.countersign.crypto.PasswordPolicy;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What a person who is signed in does with their own password: shows it once more before something
 * grave, or replaces it. The present one is guessed at as rarely as at a sign-in: counted, queued
 * and audited by the same steps.
 */
public final class OwnPassword {
  private final Store store;
  private final SignInSteps steps;
  private final PasswordHasher hasher;
  private final PasswordPolicy policy;
  private final InstantSource clock;

  public OwnPassword(
      Store store,
      SignInSteps steps,
      PasswordHasher hasher,
      PasswordPolicy policy,
      InstantSource clock) {
    this.store = store;
    this.steps = steps;
    this.hasher = hasher;
    this.policy = policy;
    this.clock = clock;
  }

  /** How it ended. */
  public sealed interface Result {}

  /** The present password was right, and what was asked for is done. */
  public record Done() implements Result {}

  /** The present password is another one, or the account has none. */
  public record Wrong() implements Result {}

  /** The new password cannot be used; the message says why. */
  public record Unusable(String message) implements Result {}

  /** Too many guesses: not looked at. */
  public record Throttled(Duration retryAfter) implements Result {}

  /** Too much work: not looked at. */
  public record Busy(Duration retryAfter) implements Result {}

  /** Whether that is the person's password. */
  public Result confirm(BrowserUser caller, Secret present, Origin origin) {
    return run(caller, present, Optional.empty(), origin);
  }

  /** Replaces the password; every session of the person ends but the one they did it in. */
  public Result change(BrowserUser caller, Secret present, Secret wanted, Origin origin) {
    Optional<String> refusal = find(caller).flatMap(user -> refusal(user, wanted));
    if (refusal.isPresent()) {
      return new Unusable(refusal.get());
    }
    return run(caller, present, Optional.of(wanted), origin);
  }

  private Optional<String> refusal(User user, Secret wanted) {
    List<String> known =
        List.of(user.userName(), user.profile().fullName(), user.profile().email());
    return policy.refusal(wanted, known);
  }

  private Optional<User> find(BrowserUser caller) {
    return store.read(tx -> tx.users().byId(caller.customer(), caller.id()));
  }

  private Result run(BrowserUser caller, Secret present, Optional<Secret> wanted, Origin origin) {
    SignInResult<Boolean> result =
        steps.run(new Confirming(caller, find(caller), present, wanted, origin));
    return switch (result) {
      case SignInResult.SignedIn<Boolean> _ -> new Done();
      case SignInResult.Refused<Boolean> _ -> new Wrong();
      case SignInResult.Throttled<Boolean>(Duration retryAfter) -> new Throttled(retryAfter);
      case SignInResult.Busy<Boolean>(Duration retryAfter) -> new Busy(retryAfter);
    };
  }

  private final class Confirming implements Attempt<Boolean> {
    private final BrowserUser caller;
    private final Optional<User> candidate;
    private final Secret present;
    private final Optional<Secret> wanted;
    private final Origin origin;
    private Optional<String> hash = Optional.empty();

    Confirming(
        BrowserUser caller,
        Optional<User> candidate,
        Secret present,
        Optional<Secret> wanted,
        Origin origin) {
      this.caller = caller;
      this.candidate = candidate;
      this.present = present;
      this.wanted = wanted;
      this.origin = origin;
    }

    @Override
    public AuditKind kind() {
      if (wanted.isPresent()) {
        return AuditKind.PASSWORD_CHANGED;
      }
      return AuditKind.PASSWORD_CONFIRMED;
    }

    @Override
    public Guess guess() {
      Optional<String> nameKey = candidate.map(User::userNameKey);
      return new Guess(
          ClaimedAccount.counted(Optional.of(caller.customer()), nameKey), Optional.empty(), true);
    }

    @Override
    public Origin origin() {
      return origin;
    }

    @Override
    public boolean verify() {
      Optional<String> stored = candidate.flatMap(User::password);
      boolean right = hasher.verify(present, stored.orElse(hasher.decoy())) && stored.isPresent();
      if (right) {
        hash = wanted.map(hasher::hash);
      }
      return right;
    }

    @Override
    public Optional<Boolean> commit(Transaction tx) {
      User verified = candidate.orElseThrow();
      Optional<User> now = tx.users().lock(verified.customerId(), verified.id());
      if (now.isEmpty() || now.get().credentialVersion() != verified.credentialVersion()) {
        return Optional.empty();
      }
      hash.ifPresent(changed -> {
        boolean byMail = tx.users().passwordByMail(now.get());
        User after = now.get().withPassword(changed);
        tx.users().update(now.get(), after, clock.instant());
        // Who has no more than the mailbox gains nothing by changing the password once more.
        if (byMail && WaitingSignIns.weak(caller)) {
          tx.users().notePasswordByMail(after);
        }
        tx.sessions().endOfUser(verified.customerId(), verified.id(), caller.session());
      });
      return Optional.of(true);
    }

    @Override
    public boolean known() {
      return true;
    }

    @Override
    public About about() {
      return new About(caller.customer(), caller.id(), caller.session(), "");
    }
  }
}
