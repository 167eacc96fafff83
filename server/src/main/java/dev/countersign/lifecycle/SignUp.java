package dev.countersign.lifecycle;

import dev.countersign.crypto.HashPool;
import dev.countersign.crypto.HashPoolFull;
import dev.countersign.crypto.PasswordHasher;
import dev.countersign.crypto.Secret;
import dev.countersign.customer.AccountMail;
import dev.countersign.domain.AccountLink;
import dev.countersign.domain.AccountLink.Purpose;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.naming.Name;
import dev.countersign.notify.Task;
import dev.countersign.store.AlreadyExists;
import dev.countersign.store.Transaction;
import dev.countersign.user.Profiles;
import dev.countersign.user.UserAdministration.Joining;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signing up. There is no account before the address was confirmed: until then everything lies
 * encrypted with the link, and nobody can hold a name, or sign in, with an address that is not
 * theirs. A stranger is answered before anybody looks whether the name or the address is taken.
 */
public final class SignUp {
  static final String TASK = "sign_up";
  static final String PAGE = "/verify-email";

  private static final Duration VALID = Duration.ofDays(1);
  private static final String USER_NAME = "userName";
  private static final String FULL_NAME = "fullName";
  private static final String EMAIL = "email";
  private static final String PHONE = "phoneNumber";
  private static final String COUNTRY = "countryCode";
  private static final String HASH = "hash";

  private final Accounts accounts;
  private final PasswordHasher hasher;
  private final HashPool pool;

  SignUp(Accounts accounts, PasswordHasher hasher, HashPool pool) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.pool = pool;
  }

  /**
   * What somebody signs up with.
   *
   * @param userName the name to sign in with; absent for the address
   * @param profile what is to be known of the person, with an address
   * @param password the password they chose
   */
  public record Wanted(Optional<String> userName, Profile profile, Secret password) {}

  /**
   * Takes a sign-up on.
   *
   * @param customer whose person somebody wants to become, absent when there is nobody to be meant
   */
  public SignUpResult request(Optional<CustomerId> customer, Wanted wanted, Origin origin) {
    if (customer.isEmpty() || !accounts.settings().account(customer.get()).signUpOpen()) {
      return new SignUpResult.Closed();
    }
    Name name;
    try {
      name = checked(wanted);
    } catch (InvalidInput e) {
      return new SignUpResult.Refused(String.valueOf(e.getMessage()));
    }
    Optional<Duration> wait = accounts.limits().reserve(origin);
    if (wait.isPresent()) {
      return new SignUpResult.Throttled(wait.get());
    }
    String hash;
    try {
      hash = pool.run(HashPool.Lane.ORDINARY, () -> hasher.hash(wanted.password()));
    } catch (HashPoolFull e) {
      return new SignUpResult.Busy(e.retryAfter());
    }
    Map<String, String> fields = fields(name, wanted.profile(), hash);
    fields.putAll(Accounts.fields(origin));
    accounts
        .store()
        .write(tx -> {
          accounts.notifications().task(tx, customer.get(), new Task(TASK, fields));
          return true;
        });
    return new SignUpResult.Accepted(name.given());
  }

  private Name checked(Wanted wanted) {
    Profile profile = Profiles.checked(wanted.profile());
    if (profile.email().isEmpty()) {
      throw new InvalidInput("An e-mail address is needed to sign up");
    }
    Name name = Name.of(USER_NAME, wanted.userName().orElse(profile.email()));
    accounts
        .users()
        .refusal(wanted.password(), List.of(name.given(), profile.fullName(), profile.email()))
        .ifPresent(reason -> {
          throw new InvalidInput(reason);
        });
    return name;
  }

  private static Map<String, String> fields(Name name, Profile profile, String hash) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(USER_NAME, name.given());
    fields.put(FULL_NAME, profile.fullName());
    fields.put(EMAIL, profile.email());
    fields.put(PHONE, profile.phoneNumber());
    fields.put(COUNTRY, profile.countryCode());
    fields.put(HASH, hash);
    return fields;
  }

  private static Profile profile(Map<String, String> fields, boolean verified) {
    return new Profile(
        fields.getOrDefault(FULL_NAME, ""),
        fields.getOrDefault(EMAIL, ""),
        verified,
        fields.getOrDefault(PHONE, ""),
        fields.getOrDefault(COUNTRY, ""));
  }

  /** What follows once the answer is given: a mail in any case, and in one of them a link. */
  void run(CustomerId customer, Map<String, String> fields) {
    accounts
        .store()
        .write(tx -> {
          String email = fields.getOrDefault(EMAIL, "");
          if (!accounts.limits().mayMail(tx, customer, email)) {
            return false;
          }
          List<User> sameAddress =
              tx.users().byEmail(customer, email, 5).stream()
                  .filter(user -> user.profile().emailVerified() || named(user, fields))
                  .toList();
          if (!sameAddress.isEmpty()) {
            tellOwner(tx, sameAddress.getFirst());
          } else if (taken(tx, customer, fields)) {
            Map<String, String> values = person(fields);
            values.put("link", accounts.mailer().page(customer, "/sign-up"));
            accounts.mailer().send(tx, customer, AccountMail.NAME_TAKEN, email, values);
          } else {
            offer(tx, customer, fields);
          }
          return true;
        });
  }

  private static boolean named(User user, Map<String, String> fields) {
    return Name.lookupKey(fields.getOrDefault(USER_NAME, ""))
        .filter(user.userNameKey()::equals)
        .isPresent();
  }

  private static boolean taken(Transaction tx, CustomerId customer, Map<String, String> fields) {
    return Name.lookupKey(fields.getOrDefault(USER_NAME, ""))
        .flatMap(key -> tx.users().byNameKey(customer, key))
        .isPresent();
  }

  private void tellOwner(Transaction tx, User found) {
    tx.users()
        .lock(found.customerId(), found.id())
        .ifPresent(user -> {
          Map<String, String> link =
              Map.of("link", accounts.mailer().page(user.customerId(), ForgottenPassword.PAGE));
          accounts.mailer().send(tx, user, AccountMail.ACCOUNT_EXISTS, link);
        });
  }

  private static Map<String, String> person(Map<String, String> fields) {
    return AccountMailer.person(fields.getOrDefault(USER_NAME, ""), profile(fields, false));
  }

  /** Only the newest link of an address works. */
  private void offer(Transaction tx, CustomerId customer, Map<String, String> fields) {
    byte[] subject = Links.address(customer, fields.getOrDefault(EMAIL, ""));
    tx.accountLinks().removeOfSubject(customer, Purpose.SIGN_UP, subject);
    Links.Made made =
        accounts
            .links()
            .make(tx, customer, Optional.empty(), Purpose.SIGN_UP, subject, fields, VALID);
    Map<String, String> values = person(fields);
    values.putAll(accounts.mailer().link(customer, PAGE, made));
    accounts
        .mailer()
        .send(tx, customer, AccountMail.SIGN_UP, fields.getOrDefault(EMAIL, ""), values);
  }

  /** Mails the link of a sign-up that waits for its address anew; false when there is none. */
  boolean again(Transaction tx, CustomerId customer, String email) {
    byte[] subject = Links.address(customer, email);
    Optional<AccountLink> waiting =
        tx.accountLinks().bySubject(customer, Purpose.SIGN_UP, subject, accounts.clock().instant());
    waiting.ifPresent(link -> offer(tx, customer, accounts.links().payload(link)));
    return waiting.isPresent();
  }

  /** Whether the sign-up behind a link was made under that name. */
  boolean isFor(AccountLink link, String nameKey) {
    return Name.lookupKey(accounts.links().payload(link).getOrDefault(USER_NAME, ""))
        .filter(nameKey::equals)
        .isPresent();
  }

  /** Makes the account of a link that was just used up. */
  LinkResult complete(Transaction tx, AccountLink link, Origin origin) {
    Map<String, String> fields = accounts.links().payload(link);
    String userName = fields.getOrDefault(USER_NAME, "");
    if (taken(tx, link.customerId(), fields)) {
      return new LinkResult.NameTaken(userName);
    }
    Joining joining =
        new Joining(userName, profile(fields, true), Optional.ofNullable(fields.get(HASH)));
    try {
      return new LinkResult.Done(accounts.users().join(tx, link.customerId(), joining, origin));
    } catch (AlreadyExists e) {
      return new LinkResult.NameTaken(userName);
    }
  }
}
