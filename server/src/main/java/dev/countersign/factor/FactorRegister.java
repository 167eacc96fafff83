package dev.countersign.factor;

import dev.countersign.customer.CustomerSettings;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.TotpSecret;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.notify.CodeMail;
import dev.countersign.store.Transaction;
import java.util.ArrayList;
import java.util.List;

/** Which second factors a person has, and whether a password of theirs needs one. */
public final class FactorRegister {
  private final SettingsAdministration settings;
  private final CodeMail mail;

  public FactorRegister(SettingsAdministration settings, CodeMail mail) {
    this.settings = settings;
    this.mail = mail;
  }

  /**
   * What a person has set up.
   *
   * @param passkeys how many
   * @param app whether an app shows their codes
   * @param recoveryCodes how many are left
   */
  public record Held(int passkeys, boolean app, int recoveryCodes) {
    /** Whether the person set up a second factor of their own accord. */
    public boolean any() {
      return app || passkeys > 0;
    }
  }

  /** What the person has set up. */
  public Held held(Transaction tx, CustomerId customer, UserId user) {
    return new Held(
        tx.passkeys().list(customer, user).size(),
        tx.totpSecrets().find(customer, user).filter(TotpSecret::confirmed).isPresent(),
        tx.recoveryCodes().count(customer, user));
  }

  /**
   * Whether a password alone does not sign the person in: the customer demands a second factor of
   * everybody, or leaves it to its people and this one has set one up.
   */
  public boolean demanded(Transaction tx, CustomerId customer, UserId user) {
    return switch (settings.of(tx, customer).factors().second()) {
      case OFF -> false;
      case OPTIONAL -> held(tx, customer, user).any();
      case REQUIRED -> true;
    };
  }

  /**
   * What a person has to show as a second factor.
   *
   * @param methods what they can show now, the best first; empty when nothing is set up and nothing
   *     can be sent
   * @param nothing whether they have no second factor at all, and may set up their first with no
   *     more than a password. Not where a code by mail would be theirs, and only this server cannot
   *     send it: whoever knows the password alone would get in with less for it.
   */
  public record Choice(List<Method> methods, boolean nothing) {
    /** Keeps an unmodifiable copy. */
    public Choice {
      methods = List.copyOf(methods);
    }
  }

  /** What the person has to show. */
  public Choice choice(Transaction tx, User user) {
    List<Method> methods = allowed(tx, user);
    boolean nothing = methods.isEmpty();
    if (!mail.sent()) {
      methods.remove(Method.MAIL);
    }
    return new Choice(methods, nothing);
  }

  /** What the person can show as a second factor now, the best first. */
  public List<Method> methods(Transaction tx, User user) {
    return choice(tx, user).methods();
  }

  /**
   * What may be shown, whether or not mail is sent. A code is mailed only to people who have set
   * nothing up: the mailbox chooses a new password as well, so it must not stand in for an app or a
   * passkey besides, and for nothing at all beside a password that it chose: that would be one
   * factor twice.
   */
  private List<Method> allowed(Transaction tx, User user) {
    CustomerSettings now = settings.of(tx, user.customerId());
    Held held = held(tx, user.customerId(), user.id());
    List<Method> methods = new ArrayList<>();
    if (held.passkeys() > 0) {
      methods.add(Method.PASSKEY);
    }
    if (held.app()) {
      methods.add(Method.APP);
    }
    if (now.factors().face() && showsFace(tx, user)) {
      methods.add(Method.FACE);
    }
    if (!held.any() && now.factors().mailCodes() && takesMail(tx, user)) {
      methods.add(Method.MAIL);
    }
    if (held.recoveryCodes() > 0) {
      methods.add(Method.RECOVERY);
    }
    return methods;
  }

  private static boolean showsFace(Transaction tx, User user) {
    return !user.blacklisted() && tx.faceTemplates().find(user.customerId(), user.id()).isPresent();
  }

  private static boolean takesMail(Transaction tx, User user) {
    return MailCodes.reachable(user) && !tx.users().passwordByMail(user);
  }
}
