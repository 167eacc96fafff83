package dev.countersign.signin;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.Origin;
import dev.countersign.domain.PendingSignIn;
import dev.countersign.domain.User;
import dev.countersign.factor.BrowserMemory;
import dev.countersign.factor.BrowserMemory.Remembered;
import dev.countersign.factor.Factors;
import dev.countersign.signin.BrowserSignIn.SignedIn;
import dev.countersign.signin.SecondFactorProofs.Proof;
import dev.countersign.signin.SignInResult.Reason;
import dev.countersign.signin.WaitingSignIns.Known;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The second step of a sign-in in a browser, and of making a session stronger. Its guesses are
 * counted apart from those of passwords: who knows the password could otherwise have each wrong
 * code forgotten by signing in again.
 */
public final class SecondStep {

  private final SignInSteps steps;
  private final WaitingSignIns waiting;
  private final SecondFactorProofs proofs;
  private final BrowserMemory memory;
  private final BrowserSignIn signIn;

  public SecondStep(
      SignInSteps steps,
      WaitingSignIns waiting,
      SecondFactorProofs proofs,
      BrowserMemory memory,
      BrowserSignIn signIn) {

    this.steps = steps;
    this.waiting = waiting;
    this.proofs = proofs;
    this.memory = memory;
    this.signIn = signIn;
  }

  /** How a second step ended. */
  public sealed interface Result {}

  /**
   * The person is signed in, or their session is stronger.
   *
   * @param signedIn with the new cookie
   * @param remembered the browser, where it is remembered from now on
   * @param recoveryCodes that came with a factor set up in this step, shown this once
   */
  public record Done(SignedIn signedIn, Optional<Remembered> remembered, List<String> recoveryCodes)
      implements Result {
    /** Keeps an unmodifiable copy. */
    public Done {
      recoveryCodes = List.copyOf(recoveryCodes);
    }

    /** Without the codes. */
    @Override
    public String toString() {
      return "Done[…]";
    }
  }

  /**
   * The person has shown everything, and the account is to be deleted.
   *
   * @param token by which the person can say that they want to stay
   */
  public record Stay(String token) implements Result {
    /** Without the token. */
    @Override
    public String toString() {
      return "Stay[…]";
    }
  }

  /** What was shown is not right. */
  public record Wrong() implements Result {}

  /** The code that was shown is right, and was taken before. */
  public record Used() implements Result {}

  /** There is no sign-in to go on with: too late, tried too often, or done. */
  public record Over() implements Result {}

  /** Too many guesses: not looked at. */
  public record Throttled(Duration retryAfter) implements Result {}

  /** Too much work: not looked at. */
  public record Busy(Duration retryAfter) implements Result {}

  /**
   * What a person does in the second step.
   *
   * @param id of the sign-in that waits
   * @param shown what they show
   * @param before who was signed in in this browser until now
   * @param remember whether they want the browser to be remembered
   * @param origin where it came from
   */
  public record Step(
      String id, Shown shown, Optional<BrowserUser> before, boolean remember, Origin origin) {
    /** Without the id. */
    @Override
    public String toString() {
      return "Step[…]";
    }
  }

  /** Takes what the person shows. */
  public Result show(Step step) {
    Optional<Known> known = waiting.known(step.id());
    if (known.isEmpty()) {
      return new Over();
    }
    SignInResult<Result> result = steps.run(new StepAttempt(step, known.get()));
    return switch (result) {
      case SignInResult.SignedIn<Result>(Result granted) -> granted;
      case SignInResult.Refused<Result>(Reason reason) -> refused(step.id(), reason);
      case SignInResult.Throttled<Result>(Duration retryAfter) -> new Throttled(retryAfter);
      case SignInResult.Busy<Result>(Duration retryAfter) -> new Busy(retryAfter);
    };
  }

  private Result refused(String id, Reason reason) {
    if (waiting.known(id).isEmpty()) {
      return new Over();
    }
    return reason == Reason.CODE_USED ? new Used() : new Wrong();
  }

  private final class StepAttempt implements Attempt<Result> {
    private final Step step;
    private final PendingSignIn pending;
    private final User candidate;
    private final Proof proof;

    StepAttempt(Step step, Known known) {
      this.step = step;
      this.pending = known.pending();
      this.candidate = known.user();
      this.proof = proofs.of(step.shown(), known, step.origin());
    }

    @Override
    public AuditKind kind() {
      return AuditKind.SECOND_FACTOR;
    }

    @Override
    public Guess guess() {
      String account = "second\n" + candidate.customerId() + "\n" + candidate.id();
      return new Guess(account, Optional.empty(), true);
    }

    @Override
    public Origin origin() {
      return step.origin();
    }

    @Override
    public boolean waitsElsewhere() {
      // A code costs no hash, and a face has a pool of its own.
      return true;
    }

    @Override
    public boolean verify() {
      return waiting.takeTry(pending) && proof.right();
    }

    @Override
    public Optional<Result> commit(Transaction tx) {
      // Locked, so that a password change, a disabling or a reset under way is seen.
      Optional<User> now =
          tx.users()
              .lock(candidate.customerId(), candidate.id())
              .filter(user -> WaitingSignIns.still(user, pending));
      if (now.isEmpty()) {
        return Optional.empty();
      }
      Optional<List<String>> recoveryCodes = proof.taken(tx, now.get());
      if (recoveryCodes.isEmpty() || !tx.pendingSignIns().use(pending.digest())) {
        return Optional.empty();
      }
      if (now.get().state() == User.State.LEAVING) {
        return signIn.offered(tx, now.get()).map(leaving -> new Stay(leaving.token()));
      }
      return signedIn(tx, now.get())
          .map(signedIn -> new Done(signedIn, remembered(tx, now.get()), recoveryCodes.get()));
    }

    private Optional<SignedIn> signedIn(Transaction tx, User user) {
      // RFC 8176, section 2: "mfa: Multiple-factor authentication [...]. When this is present,
      // specific authentication methods used may also be included."
      Set<String> amr = new LinkedHashSet<>(Arrays.asList(pending.amr().split(" ", -1)));
      amr.addAll(Arrays.asList((proof.amr() + " mfa").split(" ", -1)));
      String all = String.join(" ", amr);
      if (pending.session().isPresent()) {
        return signIn.strengthened(tx, user, pending.session().get(), all);
      }
      return Optional.of(signIn.begun(tx, user, all, step.before(), step.origin()));
    }

    private Optional<Remembered> remembered(Transaction tx, User user) {
      if (!step.remember()) {
        return Optional.empty();
      }
      return memory.remember(tx, user);
    }

    @Override
    public Reason refusal() {
      return proof.used() ? Reason.CODE_USED : Reason.WRONG_CREDENTIALS;
    }

    @Override
    public boolean known() {
      return true;
    }

    @Override
    public About about() {
      return About.user(candidate.customerId(), candidate.id())
          .with(Factors.detail(proof.method()));
    }
  }
}
