package dev.countersign.lifecycle;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.customer.AccountMail;
import dev.countersign.domain.AccountLink;
import dev.countersign.domain.AccountLink.Purpose;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.naming.Name;
import dev.countersign.store.NotFound;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Confirming that an address is the person's: at sign-up, later, and when it changes. */
public final class AddressVerification {
  static final String TASK = "verify_address";

  private static final Duration VALID = Duration.ofDays(1);
  private static final String EMAIL = "email";
  private static final int MOST_ACCOUNTS = 5;
  private static final Set<Purpose> PURPOSES =
      EnumSet.of(Purpose.SIGN_UP, Purpose.VERIFY_ADDRESS, Purpose.CONFIRM_ADDRESS);

  private final Accounts accounts;
  private final SignUp signUp;
  private final AddressChange change;
  private final AuditLog audit;

  AddressVerification(Accounts accounts, SignUp signUp, AddressChange change, AuditLog audit) {
    this.accounts = accounts;
    this.signUp = signUp;
    this.change = change;
    this.audit = audit;
  }

  /** Takes on that another link is mailed to an address, if anything waits for it there. */
  public RequestResult request(Optional<CustomerId> customer, String email, Origin origin) {
    return accounts.take(customer, TASK, EMAIL, email, origin);
  }

  void run(CustomerId customer, Map<String, String> fields) {
    String email = fields.getOrDefault(EMAIL, "");
    accounts
        .store()
        .write(tx -> {
          if (email.isEmpty()
              || !accounts.limits().mayMail(tx, customer, Purpose.VERIFY_ADDRESS, email)) {
            return false;
          }
          if (!signUp.again(tx, customer, email)) {
            for (User found : tx.users().byEmail(customer, email, MOST_ACCOUNTS)) {
              tx.users()
                  .lock(customer, found.id())
                  .filter(user -> user.state() == User.State.ACTIVE)
                  .filter(user -> !user.profile().emailVerified())
                  .ifPresent(user -> mail(tx, user));
            }
          }
          return true;
        });
  }

  /**
   * Mails a person the link that confirms their address, because an administrator or they
   * themselves asked.
   *
   * @throws NotFound when there is no such person
   * @throws dev.countersign.domain.InvalidInput when the person has no address, or was mailed so
   *     just now
   */
  public User mail(CustomerId customer, UserId id, Origin origin) {
    return accounts
        .store()
        .write(tx -> {
          User user = tx.users().lock(customer, id).orElseThrow(() -> new NotFound("the user"));
          accounts.limits().requirePause(tx, Purpose.VERIFY_ADDRESS, user);
          mail(tx, user);
          About about = About.user(customer, id);
          audit.append(tx, AuditKind.VERIFICATION_MAILED, AuditLog.SUCCESS, origin, about);
          return user;
        });
  }

  private void mail(Transaction tx, User user) {
    tx.accountLinks().removeOfUser(user.customerId(), user.id(), Purpose.VERIFY_ADDRESS);
    Map<String, String> payload = Map.of(EMAIL, user.profile().email());
    Links.Made made = accounts.links().make(tx, user, Purpose.VERIFY_ADDRESS, payload, VALID);
    Map<String, String> values = accounts.mailer().link(user.customerId(), SignUp.PAGE, made);
    accounts.mailer().send(tx, user, AccountMail.VERIFY_ADDRESS, values);
  }

  /**
   * Notes that the address is the person's, on an administrator's word.
   *
   * @throws NotFound when there is no such person
   */
  public User vouch(CustomerId customer, UserId id, Origin origin) {
    return accounts
        .store()
        .write(tx -> {
          User user = tx.users().lock(customer, id).orElseThrow(() -> new NotFound("the user"));
          return verified(tx, user, origin);
        });
  }

  /** The same for a person whose row the caller holds. */
  User verified(Transaction tx, User user, Origin origin) {
    return accounts
        .users()
        .change(
            tx,
            user.customerId(),
            user.id(),
            AuditKind.ADDRESS_VERIFIED,
            origin,
            one -> one.withProfile(verified(one.profile())));
  }

  private static Profile verified(Profile profile) {
    return profile.withEmail(profile.email(), !profile.email().isEmpty());
  }

  /** The purpose of a link, without following it, as long as it works. */
  public Optional<Purpose> look(String token) {
    return accounts
        .store()
        .read(tx -> accounts.links().working(tx, token))
        .map(AccountLink::purpose)
        .filter(PURPOSES::contains);
  }

  /**
   * Follows a link that confirms an address.
   *
   * @param customer whose person, where the request can mean no other
   * @param userName the account's name, where the request tells it
   */
  public LinkResult follow(
      Optional<CustomerId> customer, String token, Optional<String> userName, Origin origin) {
    return accounts
        .store()
        .write(tx -> {
          Optional<AccountLink> found =
              Links.find(tx, token)
                  .filter(link -> PURPOSES.contains(link.purpose()))
                  .filter(link -> Accounts.meant(customer, link.customerId()))
                  .filter(link -> userName.isEmpty() || isFor(tx, link, userName.get()));
          return accounts.links().follow(tx, found, link -> followed(tx, link, origin));
        });
  }

  private boolean isFor(Transaction tx, AccountLink link, String userName) {
    Optional<String> key = Name.lookupKey(userName);
    if (key.isEmpty()) {
      return false;
    }
    if (link.purpose() == Purpose.SIGN_UP) {
      return signUp.isFor(link, key.get());
    }
    return link.user()
        .flatMap(user -> tx.users().byId(link.customerId(), user))
        .filter(user -> user.userNameKey().equals(key.get()))
        .isPresent();
  }

  private LinkResult followed(Transaction tx, AccountLink link, Origin origin) {
    return switch (link.purpose()) {
      case SIGN_UP -> signUp.complete(tx, link, Optional.empty(), origin);
      case CONFIRM_ADDRESS -> change.confirm(tx, link, origin);
      case VERIFY_ADDRESS -> verify(tx, link, origin);
      case INVITATION, RESET_PASSWORD, REFUSE_ADDRESS, RESTORE -> new LinkResult.Unknown();
    };
  }

  private LinkResult verify(Transaction tx, AccountLink link, Origin origin) {
    String email = accounts.links().payload(link).getOrDefault(EMAIL, "");
    // The address may have changed since the link was mailed: it shows nothing about the new one.
    return link.user()
        .flatMap(user -> tx.users().lock(link.customerId(), user))
        .filter(user -> user.profile().email().equals(email))
        .<LinkResult>map(user -> new LinkResult.Done(verified(tx, user, origin)))
        .orElseGet(LinkResult.Unknown::new);
  }
}
