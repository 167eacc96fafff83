package dev.countersign.signin;

import dev.countersign.crypto.OpaqueToken;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.domain.AuthenticationContext;
import dev.countersign.domain.PendingSignIn;
import dev.countersign.domain.SessionId;
import dev.countersign.domain.User;
import dev.countersign.factor.BrowserMemory;
import dev.countersign.factor.FactorRegister;
import dev.countersign.factor.FactorRegister.Choice;
import dev.countersign.factor.MailCodes;
import dev.countersign.factor.Method;
import dev.countersign.signin.BrowserSignIn.Request;
import dev.countersign.signin.BrowserSignIn.SecondFactorNeeded;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins in browsers that wait for their second step, and sessions that are to become stronger.
 * Between the steps there is no session, only a row that knows what was shown already.
 */
public final class WaitingSignIns implements SecondFactors {
  private static final Duration WAITS = Duration.ofMinutes(10);
  private static final int TRIES = 5;

  /** Of one person at once; the oldest makes room. */
  private static final int MOST = 10;

  private final Store store;
  private final FactorRegister register;
  private final MailCodes mails;
  private final BrowserMemory memory;
  private final SecureRandom random;
  private final InstantSource clock;

  public WaitingSignIns(
      Store store,
      FactorRegister register,
      MailCodes mails,
      BrowserMemory memory,
      SecureRandom random,
      InstantSource clock) {
    this.store = store;
    this.register = register;
    this.mails = mails;
    this.memory = memory;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A sign-in that waits.
   *
   * @param user whose
   * @param choice what they have to show
   * @param codeSent whether a code was mailed
   * @param rememberDays for how many days the browser may be remembered; 0 for never
   */
  public record Waiting(User user, Choice choice, boolean codeSent, int rememberDays) {
    /** What they can show, the best first. */
    public List<Method> methods() {
      return choice.methods();
    }

    /** Whether they have no second factor yet, and set one up. */
    public boolean nothing() {
      return choice.nothing();
    }

    /** Whether they could show a code by mail alone, which this server cannot send. */
    public boolean codeNotSent() {
      return methods().isEmpty() && !nothing();
    }
  }

  @Override
  public Optional<SecondFactorNeeded> needed(Transaction tx, User user, Request request) {
    boolean demanded = register.demanded(tx, user.customerId(), user.id());
    boolean known =
        request.remembered().filter(cookie -> memory.knows(tx, user, cookie)).isPresent();
    boolean must = demanded && !known;
    if (!must && !request.twoFactors()) {
      return Optional.empty();
    }
    Choice choice = register.choice(tx, user);
    if (!must && choice.methods().isEmpty()) {
      return Optional.empty();
    }
    OpaqueToken id = begun(tx, user, null, "pwd");
    return Optional.of(new SecondFactorNeeded(id, choice.nothing()));
  }

  /**
   * Begins to make the session of a person who is signed in stronger. Absent when they have nothing
   * to show, or the session has ended.
   */
  public Optional<OpaqueToken> strengthen(BrowserUser signedIn) {
    return store.write(tx ->
        tx.users()
            .lock(signedIn.customer(), signedIn.id())
            .filter(user -> !register.methods(tx, user).isEmpty())
            .filter(user -> tx.sessions().byId(signedIn.session()).isPresent())
            .map(user -> begun(tx, user, signedIn.session(), signedIn.amr())));
  }

  /** Whether that person has anything to show beside what they signed in with. */
  public boolean canStrengthen(BrowserUser signedIn) {
    return store.read(tx ->
        tx.users()
            .byId(signedIn.customer(), signedIn.id())
            .filter(user -> !register.methods(tx, user).isEmpty())
            .isPresent());
  }

  private OpaqueToken begun(Transaction tx, User user, @Nullable SessionId session, String amr) {
    OpaqueToken id = OpaqueToken.generate(random);
    Instant now = clock.instant();
    tx.pendingSignIns().keepNewest(user.customerId(), user.id(), MOST - 1);
    tx.pendingSignIns()
        .add(
            new PendingSignIn(
                id.digest().bytes(),
                user.customerId(),
                user.id(),
                session,
                amr,
                now,
                user.credentialVersion(),
                "",
                TRIES,
                now.plus(WAITS)));
    return id;
  }

  /** The sign-in of that id, if it still waits. */
  public Optional<Waiting> waiting(String id) {
    return store.read(tx -> found(tx, id).flatMap(pending -> waiting(tx, pending)));
  }

  private Optional<PendingSignIn> found(Transaction tx, String id) {
    return tx.pendingSignIns()
        .find(digest(id), clock.instant())
        .filter(pending -> pending.triesLeft() > 0);
  }

  private Optional<Waiting> waiting(Transaction tx, PendingSignIn pending) {
    return tx.users()
        .byId(pending.customerId(), pending.userId())
        .filter(user -> still(user, pending))
        .map(user ->
            new Waiting(
                user,
                register.choice(tx, user),
                !pending.codeReference().isEmpty(),
                memory.days(tx, user.customerId())));
  }

  /** Mails the person a code; false when nothing waits, or none can be sent now. */
  public boolean sendCode(String id) {
    return store.write(tx -> {
      Optional<PendingSignIn> pending = found(tx, id);
      Optional<User> user = pending.flatMap(one -> tx.users().lock(one.customerId(), one.userId()));
      if (user.isEmpty()
          || !still(user.get(), pending.orElseThrow())
          || !register.methods(tx, user.get()).contains(Method.MAIL)) {
        return false;
      }
      Optional<String> reference = mails.send(tx, user.get());
      reference.ifPresent(text -> tx.pendingSignIns().awaitCode(digest(id), text));
      return reference.isPresent();
    });
  }

  /** What is known of the sign-in of that id, if it still waits, and whose it is. */
  Optional<Known> known(String id) {
    return store.read(tx ->
        found(tx, id)
            .flatMap(pending ->
                tx.users()
                    .byId(pending.customerId(), pending.userId())
                    .map(user -> new Known(pending, user))));
  }

  /** A sign-in that waits, and whose it is. */
  record Known(PendingSignIn pending, User user) {}

  /** Takes one of the tries before what was shown is looked at, so that guesses at once count. */
  boolean takeTry(PendingSignIn pending) {
    return store.write(
        tx -> tx.pendingSignIns().takeTry(pending.digest(), clock.instant()).isPresent());
  }

  static boolean still(User user, PendingSignIn pending) {
    return user.state() != User.State.DISABLED
        && user.credentialVersion() == pending.credentialVersion();
  }

  private static byte[] digest(String id) {
    return TokenDigest.of(id).bytes();
  }

  /** Whether the session needs one more factor to be as good as two. */
  public static boolean weak(BrowserUser user) {
    return AuthenticationContext.of(user.amr()) == AuthenticationContext.ONE_FACTOR;
  }
}
