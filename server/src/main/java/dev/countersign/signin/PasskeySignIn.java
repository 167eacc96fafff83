package dev.countersign.signin;

import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.passkey.PasskeyAssertion;
import dev.countersign.passkey.PasskeyAssertion.Checked;
import dev.countersign.signin.BrowserSignIn.SignedIn;
import dev.countersign.store.Transaction;
import java.util.Optional;

/**
 * Signs a person in in their browser by a passkey alone. It verified the person itself, so that it
 * is two factors at once, and it names its owner, so that nobody types a name.
 */
public final class PasskeySignIn {
  private final SignInSteps steps;
  private final PasskeyAssertion passkeys;
  private final BrowserSignIn signIn;

  public PasskeySignIn(SignInSteps steps, PasskeyAssertion passkeys, BrowserSignIn signIn) {
    this.steps = steps;
    this.passkeys = passkeys;
    this.signIn = signIn;
  }

  /**
   * A request to sign in.
   *
   * @param customer whose user, absent when the server has no customer that could be meant
   * @param json the credential, as the browser wrote it
   * @param browser what the browser is known by
   * @param before who was signed in in this browser until now
   * @param origin where it came from
   */
  public record Request(
      Optional<CustomerId> customer,
      String json,
      String browser,
      Optional<BrowserUser> before,
      Origin origin) {
    /** Without the credential. */
    @Override
    public String toString() {
      return "Request[…]";
    }
  }

  /** Signs in. */
  public BrowserSignIn.Result signIn(Request request) {
    SignInResult<SignedIn> result = steps.run(new PasskeyAttempt(request));
    return switch (result) {
      case SignInResult.SignedIn<SignedIn>(SignedIn granted) -> granted;
      case SignInResult.Refused<SignedIn> _ -> new BrowserSignIn.Refused();
      case SignInResult.Throttled<SignedIn>(var wait) -> new BrowserSignIn.Throttled(wait);
      case SignInResult.Busy<SignedIn>(var wait) -> new BrowserSignIn.Busy(wait);
    };
  }

  private final class PasskeyAttempt implements Attempt<SignedIn> {
    private final Request request;
    private Optional<Checked> checked = Optional.empty();

    PasskeyAttempt(Request request) {
      this.request = request;
    }

    @Override
    public Guess guess() {
      // No number of guesses finds a signature, so only those that are wrong wait.
      return new Guess("passkey", Optional.empty(), false);
    }

    @Override
    public Origin origin() {
      return request.origin();
    }

    @Override
    public boolean verify() {
      checked =
          request
              .customer()
              .flatMap(customer ->
                  passkeys.check(customer, Optional.empty(), request.json(), request.browser()));
      return checked.isPresent();
    }

    @Override
    public Optional<SignedIn> commit(Transaction tx) {
      Checked right = checked.orElseThrow();
      CustomerId customer = right.passkey().customerId();
      UserId user = right.passkey().userId();
      // Locked, so that a disabling or a reset under way is seen, or sees this session.
      return tx.users()
          .lock(customer, user)
          .filter(now -> now.state() == User.State.ACTIVE)
          .filter(_ -> passkeys.take(tx, right))
          .map(now -> signIn.begun(tx, now, right.amr(), request.before(), request.origin()));
    }

    @Override
    public boolean known() {
      return checked.isPresent();
    }

    @Override
    public About about() {
      return checked
          .map(one -> About.user(one.passkey().customerId(), one.passkey().userId()))
          .or(() -> request.customer().map(About::customer))
          .orElse(About.SERVER);
    }
  }
}
