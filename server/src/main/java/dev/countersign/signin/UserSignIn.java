package dev.countersign.signin;

import dev.countersign.audit.AuditLog.About;
import dev.countersign.crypto.PasswordHasher;
import dev.countersign.crypto.Secret;
import dev.countersign.device.DeviceProofs;
import dev.countersign.device.PresentedProof;
import dev.countersign.domain.AuthenticationContext;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Device;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Session;
import dev.countersign.domain.User;
import dev.countersign.factor.FactorRegister;
import dev.countersign.signin.SignInResult.Busy;
import dev.countersign.signin.SignInResult.Reason;
import dev.countersign.signin.SignInResult.Refused;
import dev.countersign.signin.SignInResult.SignedIn;
import dev.countersign.signin.SignInResult.Throttled;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Signs a person in with a password. */
public final class UserSignIn {
  private final Store store;
  private final SignInSteps steps;
  private final PasswordHasher hasher;
  private final DeviceProofs proofs;
  private final UserSessions sessions;
  private final FactorRegister factors;
  private final InstantSource clock;

  public UserSignIn(
      Store store,
      SignInSteps steps,
      PasswordHasher hasher,
      DeviceProofs proofs,
      UserSessions sessions,
      FactorRegister factors,
      InstantSource clock) {
    this.store = store;
    this.steps = steps;
    this.hasher = hasher;
    this.proofs = proofs;
    this.sessions = sessions;
    this.factors = factors;
    this.clock = clock;
  }

  /**
   * A request to sign in.
   *
   * @param customer whose user, absent when the server has no customer that could be meant
   * @param userName as presented
   * @param password as presented
   * @param kind what is to be given
   * @param deviceKey the device it says it is on
   * @param proof that device's proof, which opens the lane of known devices
   * @param origin where it came from
   */
  public record Request(
      Optional<CustomerId> customer,
      String userName,
      Secret password,
      Kind kind,
      Optional<String> deviceKey,
      Optional<PresentedProof> proof,
      Origin origin) {}

  /** What a sign-in gives beside the session. */
  public enum Kind {
    /** Nothing. */
    PLAIN,
    /** A remembered device and a refresh token. */
    REMEMBERED
  }

  /**
   * What a person is given.
   *
   * @param session the session that has begun
   * @param user who signed in
   * @param newDevice the device, when the account had not been seen on it
   * @param refreshToken the first refresh token, if one was asked for
   */
  public record Grant(
      Session session, User user, Optional<Device> newDevice, Optional<String> refreshToken) {
    /** Without the token. */
    @Override
    public String toString() {
      return "Grant[" + session.id() + "]";
    }
  }

  /**
   * Signs in a caller that cannot ask the person for anything more: where a password alone does not
   * do, it takes a confirmed device that proves itself beside it.
   */
  public SignInResult<Grant> signIn(Request request) {
    SignInResult<Optional<Grant>> result = verified(request, new Beginning());
    return switch (result) {
      case SignedIn<Optional<Grant>>(var grant) -> new SignedIn<>(grant.orElseThrow());
      case Refused<Optional<Grant>>(Reason reason) -> new Refused<>(reason);
      case Throttled<Optional<Grant>>(Duration wait) -> new Throttled<>(wait);
      case Busy<Optional<Grant>>(Duration wait) -> new Busy<>(wait);
    };
  }

  /** Begins a session, or nothing where more than what was shown is demanded. */
  private final class Beginning implements Conclusion<Optional<Grant>> {
    @Override
    public Optional<Grant> conclude(Transaction tx, User user, UserSessions.Terms terms) {
      if (AuthenticationContext.of(terms.amr()) == AuthenticationContext.ONE_FACTOR
          && factors.demanded(tx, user.customerId(), user.id())) {
        return Optional.empty();
      }
      return Optional.of(sessions.begin(tx, user, terms));
    }

    @Override
    public Optional<Reason> lacking(Optional<Grant> concluded) {
      return concluded.isEmpty() ? Optional.of(Reason.SECOND_FACTOR_REQUIRED) : Optional.empty();
    }
  }

  /**
   * What follows from a right password.
   *
   * @param <T> what it grants
   */
  interface Conclusion<T> {
    /** Writes it; the person is locked, active, and of the password that was verified. */
    T conclude(Transaction tx, User user, UserSessions.Terms terms);

    /** Why what was concluded is a refusal all the same; absent when it is a success. */
    default Optional<Reason> lacking(T concluded) {
      return Optional.empty();
    }

    /** The same for one whose account is to be deleted; nothing where that is like a refusal. */
    default Optional<T> leaving(Transaction tx, User user) {
      return Optional.empty();
    }
  }

  /** Verifies the password, and concludes what is asked for instead of a session of its own. */
  <T> SignInResult<T> verified(Request request, Conclusion<T> conclusion) {
    ClaimedAccount account = ClaimedAccount.find(store, request.customer(), request.userName());
    Optional<String> proven = Optional.empty();
    if (request.proof().isPresent()) {
      proven = account.proven(proofs, request.proof().get());
      if (proven.isEmpty()) {
        return new Refused<>(Reason.DEVICE_PROOF_INVALID);
      }
    }
    Guess guess = new Guess(account.counted(), proven, true);
    return steps.run(new UserAttempt<>(request, account, guess, conclusion));
  }

  private final class UserAttempt<T> implements Attempt<T> {
    private final Request request;
    private final ClaimedAccount account;
    private final Guess guess;
    private final Conclusion<T> conclusion;
    private Optional<String> upgraded = Optional.empty();

    UserAttempt(Request request, ClaimedAccount account, Guess guess, Conclusion<T> conclusion) {
      this.request = request;
      this.account = account;
      this.guess = guess;
      this.conclusion = conclusion;
    }

    @Override
    public Guess guess() {
      return guess;
    }

    @Override
    public Origin origin() {
      return request.origin();
    }

    @Override
    public boolean verify() {
      // An account that is unknown, or has no password, costs a hash like any other.
      Optional<String> stored = account.user().flatMap(User::password);
      boolean right = hasher.verify(request.password(), stored.orElse(hasher.decoy()));
      if (right && stored.isPresent() && hasher.needsRehash(stored.get())) {
        upgraded = Optional.of(hasher.hash(request.password()));
      }
      return right && stored.isPresent();
    }

    @Override
    public Optional<T> commit(Transaction tx) {
      User verified = account.user().orElseThrow();
      // Locked, so that a password change or a disabling under way is seen, or sees this session.
      Optional<User> now = tx.users().lock(verified.customerId(), verified.id());
      if (now.isEmpty()
          || now.get().state() == User.State.DISABLED
          || now.get().credentialVersion() != verified.credentialVersion()) {
        return Optional.empty();
      }
      if (now.get().state() == User.State.LEAVING) {
        return conclusion.leaving(tx, now.get());
      }
      upgraded.ifPresent(
          hash -> tx.users().update(now.get(), now.get().withUpgradedHash(hash), clock.instant()));
      return Optional.of(conclusion.conclude(tx, now.get(), terms()));
    }

    @Override
    public Optional<Reason> lacking(T granted) {
      return conclusion.lacking(granted);
    }

    private UserSessions.Terms terms() {
      // RFC 8176, section 2: "swk: Proof-of-Possession (PoP) of a software-secured key".
      String amr = guess.provenDevice().isPresent() ? "pwd swk" : "pwd";
      return new UserSessions.Terms(request.kind(), request.deviceKey(), request.origin(), amr);
    }

    @Override
    public boolean known() {
      return account.user().isPresent();
    }

    @Override
    public About about() {
      return account.about();
    }
  }
}
