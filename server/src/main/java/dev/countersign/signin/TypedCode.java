package dev.countersign.signin;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.Origin;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds something by a short code that a person types who is signed in. RFC 8628, section 5.1: "the
 * server SHOULD rate-limit user code attempts": guesses are counted for the person and for the
 * network by the same steps as those at a password.
 */
public final class TypedCode {
  private final SignInSteps steps;

  public TypedCode(SignInSteps steps) {
    this.steps = steps;
  }

  /**
   * What a code leads to.
   *
   * @param <T> what is looked for
   */
  public sealed interface Result<T> {}

  /** It is somebody's code. */
  public record Found<T>(T found) implements Result<T> {}

  /** Nothing has that code. */
  public record Unknown<T>() implements Result<T> {}

  /** Too many guesses: not looked at. */
  public record Throttled<T>(Duration retryAfter) implements Result<T> {}

  /** Looks, unless there were too many guesses. */
  public <T> Result<T> look(BrowserUser caller, Supplier<Optional<T>> lookup, Origin origin) {
    SignInResult<T> result = steps.run(new Looking<>(caller, lookup, origin));
    return switch (result) {
      case SignInResult.SignedIn<T>(T found) -> new Found<>(found);
      case SignInResult.Refused<T> _ -> new Unknown<>();
      case SignInResult.Throttled<T>(Duration retryAfter) -> new Throttled<>(retryAfter);
      case SignInResult.Busy<T>(Duration retryAfter) -> new Throttled<>(retryAfter);
    };
  }

  private static final class Looking<T> implements Attempt<T> {
    private final BrowserUser caller;
    private final Supplier<Optional<T>> lookup;
    private final Origin origin;
    private Optional<T> found = Optional.empty();

    Looking(BrowserUser caller, Supplier<Optional<T>> lookup, Origin origin) {
      this.caller = caller;
      this.lookup = lookup;
      this.origin = origin;
    }

    @Override
    public AuditKind kind() {
      return AuditKind.DEVICE_CODE_TYPED;
    }

    @Override
    public Guess guess() {
      String account = "code\n" + caller.customer() + "\n" + caller.id();
      return new Guess(account, Optional.empty(), true);
    }

    @Override
    public Origin origin() {
      return origin;
    }

    @Override
    public boolean verify() {
      found = lookup.get();
      return found.isPresent();
    }

    @Override
    public boolean waitsElsewhere() {
      // There is nothing to hash.
      return true;
    }

    @Override
    public Optional<T> commit(Transaction tx) {
      return found;
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
