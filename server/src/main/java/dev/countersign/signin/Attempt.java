package dev.countersign.signin;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.Origin;
import dev.countersign.signin.SignInResult.Reason;
import dev.countersign.store.Transaction;
import java.util.Optional;

/**
 * One sign-in under way: what differs between customers and people. The order of the steps is
 * {@link SignInSteps}', so that no kind of sign-in can forget one.
 *
 * @param <T> what a success grants
 */
interface Attempt<T> {
  /** What the audit trail calls it. */
  default AuditKind kind() {
    return AuditKind.SIGN_IN;
  }

  /** Whom it is counted and queued for. */
  Guess guess();

  Origin origin();

  /** Whether the credentials are right. Slow; no transaction is open. */
  boolean verify();

  /** Whether {@link #verify} waits for a bounded pool of its own, and not for the one of hashes. */
  default boolean waitsElsewhere() {
    return false;
  }

  /** Whether being right shows that the failures before were the owner's own. */
  default boolean clearsFailures() {
    return true;
  }

  /**
   * Writes what follows from right credentials. Absent when the account was changed or disabled
   * since it was identified.
   */
  Optional<T> commit(Transaction tx);

  /** Why it was refused, once it was. */
  default Reason refusal() {
    return Reason.WRONG_CREDENTIALS;
  }

  /** Why what right credentials gave is a refusal all the same; absent when it is a success. */
  default Optional<Reason> lacking(T granted) {
    return Optional.empty();
  }

  /** Whether what was guessed at exists, or else who guesses is signed in. */
  boolean known();

  /** Whom the audit event of a failure is about, as far as identified. */
  About about();
}
