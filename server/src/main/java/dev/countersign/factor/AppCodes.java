package dev.countersign.factor;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.crypto.Binding;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.Radix32;
import dev.countersign.crypto.Secret;
import dev.countersign.crypto.Totp;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.TotpSecret;
import dev.countersign.domain.UserId;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One-time codes that an app on the person's telephone shows (RFC 6238). */
public final class AppCodes {
  private final Store store;
  private final KeyEncryption encryption;
  private final RecoverySheet recovery;
  private final AuditLog audit;
  private final SecureRandom random;
  private final InstantSource clock;

  public AppCodes(
      Store store,
      KeyEncryption encryption,
      RecoverySheet recovery,
      AuditLog audit,
      SecureRandom random,
      InstantSource clock) {
    this.store = store;
    this.encryption = encryption;
    this.recovery = recovery;
    this.audit = audit;
    this.random = random;
    this.clock = clock;
  }

  /** How setting an app up ended. */
  public sealed interface Confirmation {}

  /**
   * The app is a second factor from now on.
   *
   * @param recoveryCodes for the person to keep, shown this once; empty when they have some
   */
  public record Confirmed(List<String> recoveryCodes) implements Confirmation {
    /** Keeps an unmodifiable copy. */
    public Confirmed {
      recoveryCodes = List.copyOf(recoveryCodes);
    }

    /** Without the codes. */
    @Override
    public String toString() {
      return "Confirmed[…]";
    }
  }

  /** The code is not one the app would show now. */
  public record WrongCode() implements Confirmation, Check {}

  /** Nothing waits to be confirmed: it was done before, or was never begun. */
  public record NothingToConfirm() implements Confirmation {}

  /** What a code of a confirmed app turned out to be. */
  public sealed interface Check {}

  /**
   * A code that is right, and not taken yet.
   *
   * @param secret whose code it is
   * @param step the time step it belongs to
   */
  public record Checked(TotpSecret secret, long step) implements Check {}

  /** The app shows it, or did just now, and it or a later one was taken before. */
  public record UsedCode() implements Check {}

  /** Makes a secret for the person's app; false when a confirmed one has to be removed first. */
  public boolean begin(CustomerId customer, UserId user) {
    byte[] sealed = encryption.encrypt(Totp.newSecret(random).bytes(), binding(customer, user));
    return store.write(tx ->
        tx.totpSecrets().begin(new TotpSecret(customer, user, sealed, 0, clock.instant(), null)));
  }

  /** The secret the person's app is to be given, in Base32, until it is confirmed. */
  public Optional<Secret> unconfirmed(CustomerId customer, UserId user) {
    return store
        .read(tx -> tx.totpSecrets().find(customer, user))
        .filter(secret -> !secret.confirmed())
        .map(secret -> Secret.of(Radix32.encode(opened(secret).bytes())));
  }

  /** Takes the first code of the app, which shows that it has the secret. */
  public Confirmation confirm(CustomerId customer, UserId user, Secret code, Origin origin) {
    return store.write(tx -> confirm(tx, customer, user, code, origin));
  }

  /** The same within a transaction. */
  public Confirmation confirm(
      Transaction tx, CustomerId customer, UserId user, Secret code, Origin origin) {
    Optional<TotpSecret> secret =
        tx.totpSecrets().find(customer, user).filter(one -> !one.confirmed());
    if (secret.isEmpty()) {
      return new NothingToConfirm();
    }
    OptionalLong step = stepOf(secret.get(), code);
    if (step.isEmpty()) {
      return new WrongCode();
    }
    if (!tx.totpSecrets().confirm(secret.get(), step.getAsLong(), clock.instant())) {
      return new NothingToConfirm();
    }
    About about = About.user(customer, user).with(Factors.detail(Method.APP));
    audit.append(tx, AuditKind.FACTOR_ADDED, AuditLog.SUCCESS, origin, about);
    return new Confirmed(recovery.first(tx, customer, user));
  }

  /** Whether the code is one the person's app shows now, and none that was taken before. */
  public Check check(CustomerId customer, UserId user, Secret code) {
    Optional<TotpSecret> secret =
        store.read(tx -> tx.totpSecrets().find(customer, user)).filter(TotpSecret::confirmed);
    if (secret.isEmpty()) {
      return new WrongCode();
    }
    OptionalLong step = stepOf(secret.get(), code);
    if (step.isEmpty()) {
      return new WrongCode();
    }
    if (step.getAsLong() <= secret.get().lastStep()) {
      return new UsedCode();
    }
    return new Checked(secret.get(), step.getAsLong());
  }

  /**
   * Takes the code. RFC 6238, section 5.2: "The verifier MUST NOT accept the second attempt of the
   * OTP after the successful validation has been issued for the first OTP, which ensures one-time
   * only use of an OTP."
   *
   * @return false when it, or a later one, was taken meanwhile
   */
  public boolean take(Transaction tx, Checked checked) {
    return tx.totpSecrets().use(checked.secret(), checked.step());
  }

  /** Forgets the app; false when there is none. */
  public boolean remove(CustomerId customer, UserId user, Origin origin) {
    return store.write(tx -> {
      boolean confirmed =
          tx.totpSecrets().find(customer, user).filter(TotpSecret::confirmed).isPresent();
      if (!tx.totpSecrets().delete(customer, user)) {
        return false;
      }
      if (confirmed) {
        About about = About.user(customer, user).with(Factors.detail(Method.APP));
        audit.append(tx, AuditKind.FACTOR_REMOVED, AuditLog.SUCCESS, origin, about);
        Factors.forgetTheRest(tx, customer, user);
      }
      return true;
    });
  }

  private OptionalLong stepOf(TotpSecret secret, Secret code) {
    return Totp.of(opened(secret)).stepOf(code, clock.instant());
  }

  private Secret opened(TotpSecret secret) {
    Binding binding = binding(secret.customerId(), secret.userId());
    return Secret.of(encryption.decrypt(secret.sealed(), binding));
  }

  static Binding binding(CustomerId customer, UserId user) {
    return new Binding("totp_secret", "sealed_secret", customer.value(), user.toString());
  }
}
