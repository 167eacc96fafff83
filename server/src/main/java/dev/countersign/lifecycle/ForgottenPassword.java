package dev.countersign.lifecycle;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.crypto.HashPool;
import dev.countersign.crypto.HashPoolFull;
import dev.countersign.crypto.PasswordHasher;
import dev.countersign.crypto.Secret;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A new password in place of a forgotten one, or a first one, by a link that was mailed. */
public final class ForgottenPassword {
  static final String TASK = "forgotten_password";
  static final String PAGE = "/forgot-password";

  private static final Duration VALID = Duration.ofHours(1);
  private static final String ASKED = "userName";
  private static final String EMAIL = "email";
  private static final int MOST_ACCOUNTS = 5;
  private static final Set<Purpose> PURPOSES =
      EnumSet.of(Purpose.RESET_PASSWORD, Purpose.INVITATION);

  private final Accounts accounts;
  private final PasswordHasher hasher;
  private final HashPool pool;
  private final AuditLog audit;

  ForgottenPassword(Accounts accounts, PasswordHasher hasher, HashPool pool, AuditLog audit) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.pool = pool;
    this.audit = audit;
  }

  /** Takes on that a link is mailed to whoever has that name or address, if anybody has. */
  public RequestResult request(
      Optional<CustomerId> customer, String userNameOrAddress, Origin origin) {
    return accounts.take(customer, TASK, ASKED, userNameOrAddress, origin);
  }

  void run(CustomerId customer, Map<String, String> fields) {
    String asked = fields.getOrDefault(ASKED, "");
    accounts
        .store()
        .write(tx -> {
          for (User found : meant(tx, customer, asked)) {
            tx.users()
                .lock(customer, found.id())
                .filter(user -> user.state() != User.State.DISABLED)
                .filter(user -> !user.profile().email().isEmpty())
                .filter(user -> mayMail(tx, user))
                .ifPresent(user -> mail(tx, user, Accounts.origin(fields)));
          }
          return true;
        });
  }

  private boolean mayMail(Transaction tx, User user) {
    return accounts
        .limits()
        .mayMail(tx, user.customerId(), Purpose.RESET_PASSWORD, user.profile().email());
  }

  private static List<User> meant(Transaction tx, CustomerId customer, String asked) {
    Optional<User> named =
        Name.lookupKey(asked).flatMap(key -> tx.users().byNameKey(customer, key));
    if (named.isPresent()) {
      return List.of(named.get());
    }
    if (asked.isEmpty()) {
      return List.of();
    }
    return tx.users().byEmail(customer, asked, MOST_ACCOUNTS);
  }

  /**
   * Mails a person the link because an administrator asked.
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
          accounts.limits().requirePause(tx, Purpose.RESET_PASSWORD, user);
          mail(tx, user, origin);
          return user;
        });
  }

  private void mail(Transaction tx, User user, Origin origin) {
    tx.accountLinks().removeOfUser(user.customerId(), user.id(), Purpose.RESET_PASSWORD);
    Map<String, String> payload = Map.of(EMAIL, user.profile().email());
    Links.Made made = accounts.links().make(tx, user, Purpose.RESET_PASSWORD, payload, VALID);
    Map<String, String> values = accounts.mailer().link(user.customerId(), PAGE, made);
    accounts.mailer().send(tx, user, AccountMail.RESET_PASSWORD, values);
    About about = About.user(user.customerId(), user.id());
    audit.append(tx, AuditKind.PASSWORD_FORGOTTEN, AuditLog.SUCCESS, origin, about);
  }

  /** Whose password a link chooses, without using it, as long as it works. */
  public Optional<User> look(String token) {
    return accounts
        .store()
        .read(tx ->
            accounts
                .links()
                .working(tx, token)
                .filter(link -> PURPOSES.contains(link.purpose()))
                .flatMap(link -> owner(tx, link)));
  }

  private Optional<User> owner(Transaction tx, AccountLink link) {
    return link.user()
        .flatMap(user -> tx.users().byId(link.customerId(), user))
        .filter(user -> mailedTo(link, user));
  }

  /** Whether the link went to the address that is the account's now: an old one has no say. */
  private boolean mailedTo(AccountLink link, User user) {
    String mailed = accounts.links().payload(link).getOrDefault(EMAIL, "");
    return !mailed.isEmpty() && user.profile().email().equals(mailed);
  }

  /**
   * Chooses a password.
   *
   * @param customer whose person, where the request can mean no other
   * @param userName the account's name, where the request tells it
   * @param token the link's, or the same as a code
   */
  public PasswordResult choose(
      Optional<CustomerId> customer,
      Optional<String> userName,
      String token,
      Secret password,
      Origin origin) {
    Optional<AccountLink> found =
        accounts
            .store()
            .read(tx -> Links.find(tx, token))
            .filter(link -> PURPOSES.contains(link.purpose()))
            .filter(link -> Accounts.meant(customer, link.customerId()));
    Optional<User> user =
        found
            .flatMap(link -> accounts.store().read(tx -> owner(tx, link)))
            .filter(one -> userName.isEmpty() || named(one, userName.get()));
    if (found.isEmpty() || user.isEmpty()) {
      return new PasswordResult.Unknown();
    }
    if (accounts.links().expired(found.get())) {
      return new PasswordResult.Expired();
    }
    Optional<String> refusal = refusal(user.get(), password);
    if (refusal.isPresent()) {
      return new PasswordResult.Refused(refusal.get());
    }
    return hashed(found.get(), password, origin);
  }

  private Optional<String> refusal(User user, Secret password) {
    Profile profile = user.profile();
    return accounts
        .users()
        .refusal(password, List.of(user.userName(), profile.fullName(), profile.email()));
  }

  private static boolean named(User user, String userName) {
    return Name.lookupKey(userName).filter(user.userNameKey()::equals).isPresent();
  }

  private PasswordResult hashed(AccountLink link, Secret password, Origin origin) {
    String hash;
    try {
      hash = pool.run(HashPool.Lane.ORDINARY, () -> hasher.hash(password));
    } catch (HashPoolFull e) {
      return new PasswordResult.Busy(e.retryAfter());
    }
    return accounts
        .store()
        .write(tx ->
            accounts
                .links()
                .take(tx, link)
                .flatMap(taken -> chosen(tx, taken, hash, origin))
                .<PasswordResult>map(PasswordResult.Changed::new)
                .orElseGet(PasswordResult.Unknown::new));
  }

  private Optional<User> chosen(Transaction tx, AccountLink link, String hash, Origin origin) {
    Optional<User> owner =
        link.user()
            .flatMap(user -> tx.users().lock(link.customerId(), user))
            .filter(user -> user.state() != User.State.DISABLED)
            .filter(user -> mailedTo(link, user));
    return owner.map(user -> {
      AuditKind kind = AuditKind.PASSWORD_CHANGED;
      if (user.password().isEmpty()) {
        kind = AuditKind.PASSWORD_CHOSEN;
      }
      User changed =
          accounts
              .users()
              .change(tx, user.customerId(), user.id(), kind, origin, one -> with(one, hash));
      tx.users().notePasswordByMail(changed);
      tx.sessions().endOfUser(user.customerId(), user.id(), null);
      forgetLinks(tx, changed);
      return changed;
    });
  }

  /** Whoever has the link has read the mail, so the address is theirs. */
  private static User with(User user, String hash) {
    Profile profile = user.profile();
    return user.withPassword(hash).withProfile(profile.withEmail(profile.email(), true));
  }

  /** What was mailed to choose a password works no longer once one was chosen. */
  public void forgetLinks(Transaction tx, User user) {
    PURPOSES.forEach(
        purpose -> tx.accountLinks().removeOfUser(user.customerId(), user.id(), purpose));
  }
}
