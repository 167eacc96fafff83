package dev.countersign.signin;

import dev.countersign.crypto.OpaqueToken;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Session;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.User;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.util.Optional;

/** Signs a person in in their browser. */
public final class BrowserSignIn {
  private final UserSignIn signIn;
  private final UserSessions userSessions;
  private final BrowserSessions browserSessions;
  private final SecondFactors secondFactors;
  private final LeavingAccounts leaving;

  public BrowserSignIn(
      UserSignIn signIn,
      UserSessions userSessions,
      BrowserSessions browserSessions,
      SecondFactors secondFactors,
      LeavingAccounts leaving) {
    this.signIn = signIn;
    this.userSessions = userSessions;
    this.browserSessions = browserSessions;
    this.secondFactors = secondFactors;
    this.leaving = leaving;
  }

  /**
   * A request to sign in.
   *
   * @param customer whose user, absent when the server has no customer that could be meant
   * @param userName as typed
   * @param password as typed
   * @param before who was signed in in this browser until now
   * @param remembered the cookie of a browser that may be remembered
   * @param twoFactors whether an application waits that asks for two factors
   * @param origin where it came from
   */
  public record Request(
      Optional<CustomerId> customer,
      String userName,
      Secret password,
      Optional<BrowserUser> before,
      Optional<String> remembered,
      boolean twoFactors,
      Origin origin) {
    /** A request of a browser that nobody remembers, for which one factor may do. */
    public Request(
        Optional<CustomerId> customer,
        String userName,
        Secret password,
        Optional<BrowserUser> before,
        Origin origin) {
      this(customer, userName, password, before, Optional.empty(), false, origin);
    }

    /** Without the cookie. */
    @Override
    public String toString() {
      return "Request[…]";
    }
  }

  /** How it ended. */
  public sealed interface Result {}

  /**
   * The person is signed in.
   *
   * @param cookie the new value of the browser's cookie
   * @param user who
   */
  public record SignedIn(OpaqueToken cookie, User user) implements Result {}

  /**
   * The password is right, and not enough.
   *
   * @param pending what stands for the sign-in until the rest is shown
   * @param nothing whether the person has no second factor yet, and sets one up
   */
  public record SecondFactorNeeded(OpaqueToken pending, boolean nothing) implements Result {}

  /**
   * The password is right, and the account is to be deleted.
   *
   * @param token by which the person can say that they want to stay
   */
  public record Leaving(String token) implements Result {
    /** Without the token. */
    @Override
    public String toString() {
      return "Leaving[…]";
    }
  }

  /** Refused; whether the account exists is not to be told from it. */
  public record Refused() implements Result {}

  /** Too many guesses: not looked at. */
  public record Throttled(Duration retryAfter) implements Result {}

  /** Too much work: not looked at. */
  public record Busy(Duration retryAfter) implements Result {}

  /** Signs in with a password. */
  public Result signIn(Request request) {
    UserSignIn.Request password =
        new UserSignIn.Request(
            request.customer(),
            request.userName(),
            request.password(),
            UserSignIn.Kind.PLAIN,
            Optional.empty(),
            Optional.empty(),
            request.origin());
    SignInResult<Result> result = signIn.verified(password, new Concluding(request));
    return switch (result) {
      case SignInResult.SignedIn<Result>(Result granted) -> granted;
      case SignInResult.Refused<Result> _ -> new Refused();
      case SignInResult.Throttled<Result>(Duration retryAfter) -> new Throttled(retryAfter);
      case SignInResult.Busy<Result>(Duration retryAfter) -> new Busy(retryAfter);
    };
  }

  private final class Concluding implements UserSignIn.Conclusion<Result> {
    private final Request request;

    Concluding(Request request) {
      this.request = request;
    }

    @Override
    public Result conclude(Transaction tx, User user, UserSessions.Terms terms) {
      return concluded(tx, user, terms, request);
    }

    @Override
    public Optional<Result> leaving(Transaction tx, User user) {
      // What undoes a deletion is asked for no less than a session is.
      return secondFactors
          .needed(tx, user, request)
          .filter(needed -> !needed.nothing())
          .<Result>map(needed -> needed)
          .or(() -> offered(tx, user));
    }
  }

  /** What lets a person stay whose account is to be deleted, once they have shown who they are. */
  Optional<Leaving> offered(Transaction tx, User user) {
    return leaving.offer(tx, user).map(Leaving::new);
  }

  private Result concluded(Transaction tx, User user, UserSessions.Terms terms, Request request) {
    Optional<SecondFactorNeeded> needed = secondFactors.needed(tx, user, request);
    if (needed.isPresent()) {
      return needed.get();
    }
    return begun(tx, user, terms.amr(), request.before(), request.origin());
  }

  /**
   * Begins the session of a person who has shown everything that is needed, inside the transaction
   * that concludes it. Whoever was signed in in this browser goes on with their session, and with
   * what applications were granted from it; another person's ends. The cookie is a new one in any
   * case, so that a value somebody planted is worth nothing.
   */
  SignedIn begun(
      Transaction tx, User user, String amr, Optional<BrowserUser> before, Origin origin) {
    Optional<Session> renewed =
        before
            .filter(one -> one.id().equals(user.id()))
            .flatMap(one -> userSessions.renew(tx, one.session(), amr));
    if (renewed.isPresent()) {
      return new SignedIn(browserSessions.issue(tx, renewed.get()), user);
    }
    before.ifPresent(one -> tx.sessions().end(one.session()));
    UserSessions.Terms terms =
        new UserSessions.Terms(UserSignIn.Kind.PLAIN, Optional.empty(), origin, amr);
    Session session = userSessions.begin(tx, user, terms).session();
    return new SignedIn(browserSessions.issue(tx, session), user);
  }

  /**
   * Makes a session stronger by one more factor, inside the transaction that concludes it. Absent
   * when it has ended meanwhile.
   */
  Optional<SignedIn> strengthened(Transaction tx, User user, SessionId session, String amr) {
    return userSessions
        .renew(tx, session, amr)
        .map(stronger -> new SignedIn(browserSessions.issue(tx, stronger), user));
  }
}
