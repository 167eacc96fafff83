package dev.countersign.lifecycle;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.customer.AccountMail;
import dev.countersign.domain.AccountLink;
import dev.countersign.domain.AccountLink.Purpose;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.store.NotFound;
import dev.countersign.store.Transaction;
import dev.countersign.user.Profiles;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Another address for an account, with both ends asked: the new one has to confirm, and the old one
 * is told and can refuse, before and for some days after, so that nobody who got into an account
 * keeps its owner out by changing the address.
 */
public final class AddressChange {
  static final String REFUSAL_PAGE = "/verify-email/refuse";

  private static final Duration TO_CONFIRM = Duration.ofDays(1);
  private static final Duration TO_REFUSE = Duration.ofDays(7);
  private static final String OLD = "old";
  private static final String OLD_VERIFIED = "oldVerified";
  private static final String NEW = "email";
  private static final String YES = "yes";

  private final Accounts accounts;
  private final AuditLog audit;

  AddressChange(Accounts accounts, AuditLog audit) {
    this.accounts = accounts;
    this.audit = audit;
  }

  /**
   * Mails both addresses. Nothing is changed yet.
   *
   * @throws NotFound when there is no such person
   * @throws InvalidInput when the address cannot be used, is the old one, or had enough mail
   */
  public User request(CustomerId customer, UserId id, String email, Origin origin) {
    return accounts
        .store()
        .write(tx -> {
          User user = tx.users().lock(customer, id).orElseThrow(() -> new NotFound("the user"));
          Profile wanted = Profiles.checked(with(user.profile(), email, false));
          if (wanted.email().isEmpty() || wanted.email().equals(user.profile().email())) {
            throw new InvalidInput("Give an e-mail address that is not the account's already");
          }
          if (!accounts.limits().mayMail(tx, customer, Purpose.CONFIRM_ADDRESS, email)) {
            throw new InvalidInput(
                "The address was sent several mails already; try again in an hour");
          }
          ask(tx, user, email);
          About about = About.user(customer, id);
          audit.append(tx, AuditKind.ADDRESS_CHANGE_ASKED, AuditLog.SUCCESS, origin, about);
          return user;
        });
  }

  private void ask(Transaction tx, User user, String email) {
    CustomerId customer = user.customerId();
    // A link to refuse an earlier change stays good: it is another address's.
    tx.accountLinks().removeOfUser(customer, user.id(), Purpose.CONFIRM_ADDRESS);
    Map<String, String> payload = new LinkedHashMap<>();
    payload.put(NEW, email);
    payload.put(OLD, user.profile().email());
    payload.put(OLD_VERIFIED, user.profile().emailVerified() ? YES : "");
    Links.Made confirm =
        accounts.links().make(tx, user, Purpose.CONFIRM_ADDRESS, payload, TO_CONFIRM);
    accounts
        .mailer()
        .send(
            tx,
            user,
            AccountMail.CONFIRM_ADDRESS,
            email,
            accounts.mailer().link(customer, SignUp.PAGE, confirm));
    if (user.profile().email().isEmpty()) {
      return;
    }
    Links.Made refuse = accounts.links().make(tx, user, Purpose.REFUSE_ADDRESS, payload, TO_REFUSE);
    Map<String, String> values =
        new LinkedHashMap<>(accounts.mailer().link(customer, REFUSAL_PAGE, refuse));
    values.put("newEmailId", email);
    accounts.mailer().send(tx, user, AccountMail.ADDRESS_CHANGING, values);
  }

  /** Takes the new address, by a link that was just used up. */
  LinkResult confirm(Transaction tx, AccountLink link, Origin origin) {
    Map<String, String> payload = accounts.links().payload(link);
    return link.user()
        .flatMap(user -> tx.users().lock(link.customerId(), user))
        .filter(user -> user.profile().email().equals(payload.getOrDefault(OLD, "")))
        .<LinkResult>map(user -> new LinkResult.Done(confirmed(tx, user, payload, origin)))
        .orElseGet(LinkResult.Unknown::new);
  }

  private User confirmed(Transaction tx, User user, Map<String, String> payload, Origin origin) {
    // What was mailed to the old address is nothing its readers may still use.
    for (Purpose purpose :
        new Purpose[] {Purpose.RESET_PASSWORD, Purpose.INVITATION, Purpose.VERIFY_ADDRESS}) {
      tx.accountLinks().removeOfUser(user.customerId(), user.id(), purpose);
    }
    Profile profile = with(user.profile(), payload.getOrDefault(NEW, ""), true);
    return changed(tx, user, AuditKind.ADDRESS_CHANGED, profile, origin);
  }

  /** Keeps the old address, or puts it back, and signs everybody out. */
  public LinkResult refuse(String token, Origin origin) {
    return accounts
        .store()
        .write(tx -> {
          Optional<AccountLink> found =
              Links.find(tx, token).filter(link -> link.purpose() == Purpose.REFUSE_ADDRESS);
          return accounts
              .links()
              .follow(tx, found, link -> LinkResult.of(refused(tx, link, origin)));
        });
  }

  /** Whether a link to refuse a change works, without following it. */
  public boolean refusable(String token) {
    return accounts
        .store()
        .read(tx -> accounts.links().working(tx, token))
        .filter(link -> link.purpose() == Purpose.REFUSE_ADDRESS)
        .isPresent();
  }

  private Optional<User> refused(Transaction tx, AccountLink link, Origin origin) {
    Map<String, String> payload = accounts.links().payload(link);
    return link.user()
        .flatMap(user -> tx.users().lock(link.customerId(), user))
        .map(user -> {
          // What was mailed to the new address, a new password included, must not work any more.
          for (Purpose purpose :
              new Purpose[] {
                Purpose.CONFIRM_ADDRESS, Purpose.RESET_PASSWORD, Purpose.VERIFY_ADDRESS
              }) {
            tx.accountLinks().removeOfUser(user.customerId(), user.id(), purpose);
          }
          tx.sessions().endOfUser(user.customerId(), user.id(), null);
          boolean verified = payload.getOrDefault(OLD_VERIFIED, "").equals(YES);
          Profile old = with(user.profile(), payload.getOrDefault(OLD, ""), verified);
          if (user.profile().email().equals(old.email())) {
            About about = About.user(user.customerId(), user.id());
            audit.append(tx, AuditKind.ADDRESS_CHANGE_REFUSED, AuditLog.SUCCESS, origin, about);
            return user;
          }
          return changed(tx, user, AuditKind.ADDRESS_CHANGE_REFUSED, old, origin);
        });
  }

  private User changed(Transaction tx, User user, AuditKind kind, Profile profile, Origin origin) {
    return accounts
        .users()
        .change(tx, user.customerId(), user.id(), kind, origin, one -> one.withProfile(profile));
  }

  private static Profile with(Profile old, String email, boolean verified) {
    return old.withEmail(email, verified);
  }
}
