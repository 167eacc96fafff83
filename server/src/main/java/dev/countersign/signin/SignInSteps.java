package dev.countersign.signin;

import dev.countersign.audit.AuditLog;
import dev.countersign.crypto.HashPool;
import dev.countersign.crypto.HashPoolFull;
import dev.countersign.metrics.SignInMetrics;
import dev.countersign.signin.SignInResult.Busy;
import dev.countersign.signin.SignInResult.Reason;
import dev.countersign.signin.SignInResult.Refused;
import dev.countersign.signin.SignInResult.SignedIn;
import dev.countersign.signin.SignInResult.Throttled;
import dev.countersign.signin.Throttle.Reservation;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.util.Optional;

/**
 * The steps every sign-in takes, in this order: reserve the attempt in a short transaction; verify
 * with none open; write everything that follows, of failures too, in one transaction.
 */
public final class SignInSteps {
  private final Store store;
  private final Throttle throttle;
  private final HashPool pool;
  private final AuditLog audit;
  private final SignInMetrics metrics;
  private final Turnstile turnstile = new Turnstile();

  public SignInSteps(
      Store store, Throttle throttle, HashPool pool, AuditLog audit, SignInMetrics metrics) {
    this.store = store;
    this.throttle = throttle;
    this.pool = pool;
    this.audit = audit;
    this.metrics = metrics;
  }

  <T> SignInResult<T> run(Attempt<T> attempt) {
    if (!attempt.guess().guessable()) {
      return verified(attempt, Reservation.UNCOUNTED);
    }
    String account = attempt.guess().account();
    Reservation reservation =
        turnstile.enter(account, last -> throttle.reserve(attempt.guess(), attempt.origin(), last));
    Optional<Duration> wait = reservation.retryAfter();
    if (wait.isPresent()) {
      return throttled(attempt, wait.get());
    }
    try {
      return verified(attempt, reservation);
    } finally {
      turnstile.leave(account);
    }
  }

  private <T> SignInResult<T> verified(Attempt<T> attempt, Reservation reservation) {
    boolean right;
    try {
      right = verify(attempt);
    } catch (HashPoolFull e) {
      throttle.release(reservation);
      metrics.busy(attempt.origin().dialect());
      return new Busy<>(e.retryAfter());
    } catch (VerificationBusy e) {
      throttle.release(reservation);
      metrics.busy(attempt.origin().dialect());
      return new Busy<>(e.retryAfter());
    }
    if (!right && !attempt.guess().guessable()) {
      // Such keys cannot be guessed, so only those that are wrong wait: nobody is locked out.
      Optional<Duration> wait = throttle.networkWait(attempt.origin());
      if (wait.isPresent()) {
        return throttled(attempt, wait.get());
      }
    }
    return store.write(tx -> conclude(tx, attempt, right, reservation)).count(metrics, attempt);
  }

  private <T> SignInResult<T> throttled(Attempt<T> attempt, Duration wait) {
    metrics.throttled(attempt.origin().dialect());
    return new Throttled<>(wait);
  }

  private boolean verify(Attempt<?> attempt) throws HashPoolFull {
    if (!attempt.guess().guessable() || attempt.waitsElsewhere()) {
      return attempt.verify();
    }
    return pool.run(attempt.guess().lane(), attempt::verify);
  }

  private <T> Concluded<T> conclude(
      Transaction tx, Attempt<T> attempt, boolean right, Reservation reservation) {
    Optional<T> granted = Optional.empty();
    if (right) {
      granted = attempt.commit(tx);
    }
    if (granted.isEmpty()) {
      fail(tx, attempt);
      return new Concluded<>(new Refused<>(attempt.refusal()));
    }
    if (attempt.clearsFailures()) {
      throttle.succeeded(tx, reservation);
    } else {
      throttle.release(tx, reservation);
    }
    // Right credentials were no guess, even where they are not enough: the throttle does not mind.
    Optional<Reason> lacking = attempt.lacking(granted.get());
    String outcome = lacking.map(SignInSteps::outcome).orElse(AuditLog.SUCCESS);
    audit.append(tx, attempt.kind(), outcome, attempt.origin(), attempt.about());
    if (lacking.isPresent()) {
      return new Concluded<>(new Refused<>(lacking.get()));
    }
    return new Concluded<>(new SignedIn<>(granted.get()));
  }

  private void fail(Transaction tx, Attempt<?> attempt) {
    boolean guessable = attempt.guess().guessable();
    if (!guessable) {
      throttle.failed(tx, attempt.origin());
    }
    // A key that never was tells nothing, and anybody can make up any number of them.
    if (guessable || attempt.known()) {
      String outcome = outcome(attempt.refusal());
      audit.append(tx, attempt.kind(), outcome, attempt.origin(), attempt.about());
    }
  }

  /** What the trail calls a refusal. */
  private static String outcome(Reason reason) {
    return switch (reason) {
      case WRONG_CREDENTIALS -> "wrong_credentials";
      case DEVICE_PROOF_INVALID -> "device_proof_invalid";
      case SECOND_FACTOR_REQUIRED -> "second_factor_required";
      case CODE_USED -> "code_used";
    };
  }

  /** Counted only once the transaction is durable: the work may have run more than once. */
  private record Concluded<T>(SignInResult<T> result) {
    SignInResult<T> count(SignInMetrics metrics, Attempt<T> attempt) {
      if (result instanceof SignedIn<T>) {
        metrics.signedIn(attempt.origin().dialect());
      } else {
        metrics.refused(attempt.origin().dialect());
      }
      return result;
    }
  }
}
