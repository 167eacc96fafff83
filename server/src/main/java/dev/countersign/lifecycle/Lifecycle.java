package dev.countersign.lifecycle;

import dev.countersign.audit.AuditLog;
import dev.countersign.crypto.HashPool;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.PasswordHasher;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.keys.KeyRing;
import dev.countersign.notify.Notifications;
import dev.countersign.notify.TaskRunner;
import dev.countersign.privacy.Erasure;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import dev.countersign.user.UserAdministration;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** The life of accounts: its parts, on what they share. */
public final class Lifecycle {
  /** An expired link is told from one that never was for so long. */
  private static final Duration EXPIRED_KEPT = Duration.ofDays(7);

  private final SignUp signUp;
  private final FirstPassword firstPassword;
  private final AddressVerification verification;
  private final AddressChange addressChange;
  private final ForgottenPassword forgottenPassword;
  private final Invitations invitations;
  private final Departures departures;
  private final TaskRunner tasks;
  private final CredentialNotices notices;

  /** What the parts need of the rest of the server. */
  public record Needs(
      Store store,
      UserAdministration users,
      SettingsAdministration settings,
      Notifications notifications,
      KeyRing ring,
      KeyEncryption encryption,
      Erasure erasure,
      PasswordHasher hasher,
      HashPool pool,
      AuditLog audit,
      SecureRandom random,
      InstantSource clock) {}

  public Lifecycle(Needs needs) {
    AccountMailer mailer = new AccountMailer(needs.settings(), needs.notifications(), needs.ring());
    notices = new CredentialNotices(mailer);
    Accounts accounts =
        new Accounts(
            needs.store(),
            needs.users(),
            needs.settings(),
            new Links(needs.encryption(), needs.random(), needs.clock()),
            mailer,
            new RequestLimits(needs.store(), needs.clock()),
            needs.notifications(),
            needs.clock());
    forgottenPassword =
        new ForgottenPassword(accounts, needs.hasher(), needs.pool(), needs.audit());
    signUp = new SignUp(accounts, needs.hasher(), needs.pool(), needs.random());
    firstPassword = new FirstPassword(accounts, signUp, needs.hasher(), needs.pool());
    addressChange = new AddressChange(accounts, needs.audit());
    verification = new AddressVerification(accounts, signUp, addressChange, needs.audit());
    invitations = new Invitations(accounts, needs.audit());
    departures = new Departures(accounts, needs.erasure(), needs.audit());
    tasks =
        new TaskRunner(
            needs.encryption(),
            Map.of(
                SignUp.TASK, signUp::run,
                AddressVerification.TASK, verification::run,
                ForgottenPassword.TASK, forgottenPassword::run));
  }

  public SignUp signUp() {
    return signUp;
  }

  public FirstPassword firstPassword() {
    return firstPassword;
  }

  public AddressVerification verification() {
    return verification;
  }

  public AddressChange addressChange() {
    return addressChange;
  }

  public ForgottenPassword forgottenPassword() {
    return forgottenPassword;
  }

  public Invitations invitations() {
    return invitations;
  }

  public Departures departures() {
    return departures;
  }

  /** Who mails people whose password or second factors changed. */
  public CredentialNotices notices() {
    return notices;
  }

  /** What is done after strangers were answered. */
  public TaskRunner tasks() {
    return tasks;
  }

  /** Erases accounts whose grace is over and removes old links, at most so many of each. */
  public int sweep(Transaction tx, Instant now, int limit) {
    return Math.max(
        departures.due(tx, limit), tx.accountLinks().deleteExpired(now.minus(EXPIRED_KEPT), limit));
  }
}
