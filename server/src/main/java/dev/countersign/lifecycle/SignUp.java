package dev.countersign.lifecycle;

import dev.countersign.crypto.HashPool;
import dev.countersign.crypto.HashPoolFull;
import dev.countersign.crypto.OpaqueToken;
import dev.countersign.crypto.PasswordHasher;
import dev.countersign.crypto.Secret;
import dev.countersign.crypto.TokenDigest;
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
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Signing up. There is no account before the address was confirmed: until then everything lies
 * encrypted with the link, and nobody can hold a name, or sign in, with an address that is not
 * theirs. A stranger is answered before anybody looks whether the name or the address is taken.
 */
public final class SignUp {
  static final String TASK = "sign_up";
  static final String PAGE = "/verify-email";

  /** How long a link works, and how long a browser keeps that it signed up. */
  public static final Duration VALID = Duration.ofDays(1);

  private static final Pattern LINE_BREAK = Pattern.compile("\\R");

  private final Accounts accounts;
  private final PasswordHasher hasher;
  private final HashPool pool;
  private final SecureRandom random;

  SignUp(Accounts accounts, PasswordHasher hasher, HashPool pool, SecureRandom random) {
    this.accounts = accounts;
    this.hasher = hasher;
    this.pool = pool;
    this.random = random;
  }

  /**
   * What somebody signs up with.
   *
   * @param userName the name to sign in with; absent for the address
   * @param profile what is to be known of the person, with an address
   * @param password the password they chose
   * @param browser of what the browser keeps to be known by when the link is opened; absent for an
   *     app
   */
  public record Wanted(
      Optional<String> userName, Profile profile, Secret password, Optional<TokenDigest> browser) {}

  /** A value for a browser to keep. */
  public OpaqueToken browser() {
    return OpaqueToken.generate(random);
  }

  /** Whether anybody may become that customer's person; nobody where nobody could be meant. */
  public boolean open(Optional<CustomerId> customer) {
    return customer.isPresent() && accounts.settings().account(customer.get()).signUpOpen();
  }

  /**
   * Takes a sign-up on.
   *
   * @param customer whose person somebody wants to become, absent when there is nobody to be meant
   */
  public SignUpResult request(Optional<CustomerId> customer, Wanted wanted, Origin origin) {
    if (customer.isEmpty() || !open(customer)) {
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
    SignUpForm form = SignUpForm.of(name, wanted, hash, origin);
    accounts
        .store()
        .write(tx -> {
          accounts.notifications().task(tx, customer.get(), new Task(TASK, form.fields()));
          return true;
        });
    return new SignUpResult.Accepted(name.given());
  }

  private Name checked(Wanted wanted) {
    Profile profile = wanted.profile();
    // Before what else is wrong with them: this says more.
    requireNoLink(SignUpForm.FULL_NAME, profile.fullName());
    wanted.userName().ifPresent(name -> requireNoLink(SignUpForm.USER_NAME, name));
    Profiles.checked(profile);
    if (profile.email().isEmpty()) {
      throw new InvalidInput("An e-mail address is needed to sign up");
    }
    Name name = Name.of(SignUpForm.USER_NAME, wanted.userName().orElse(profile.email()));
    accounts
        .users()
        .refusal(wanted.password(), List.of(name.given(), profile.fullName(), profile.email()))
        .ifPresent(reason -> {
          throw new InvalidInput(reason);
        });
    return name;
  }

  /**
   * The server mails these to an address that a stranger gave: no message of theirs goes with it.
   */
  private static void requireNoLink(String what, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("://") || lower.contains("www.") || LINE_BREAK.matcher(text).find()) {
      throw new InvalidInput(what + " must not contain ://, www. or line breaks");
    }
  }

  /** What follows once the answer is given: a mail in any case, and in one of them a link. */
  void run(CustomerId customer, Map<String, String> fields) {
    SignUpForm form = new SignUpForm(fields);
    accounts
        .store()
        .write(tx -> {
          String email = form.email();
          if (!accounts.limits().mayMail(tx, customer, Purpose.SIGN_UP, email)) {
            return false;
          }
          List<User> sameAddress =
              tx.users().byEmail(customer, email, 5).stream()
                  .filter(user -> user.profile().emailVerified() || named(user, form))
                  .toList();
          if (!sameAddress.isEmpty()) {
            tellOwner(tx, sameAddress.getFirst());
          } else if (taken(tx, customer, form)) {
            Map<String, String> values = person(form);
            values.put("link", accounts.mailer().page(customer, "/sign-up"));
            accounts.mailer().send(tx, customer, AccountMail.NAME_TAKEN, email, values);
          } else {
            offer(tx, customer, form);
          }
          return true;
        });
  }

  private static boolean named(User user, SignUpForm form) {
    return form.nameKey().filter(user.userNameKey()::equals).isPresent();
  }

  private static boolean taken(Transaction tx, CustomerId customer, SignUpForm form) {
    return form.nameKey().flatMap(key -> tx.users().byNameKey(customer, key)).isPresent();
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

  private static Map<String, String> person(SignUpForm form) {
    return AccountMailer.person(form.userName(), form.profile(false));
  }

  /** Earlier links stand: a stranger who signs up with the address must not end its owner's. */
  private void offer(Transaction tx, CustomerId customer, SignUpForm form) {
    byte[] subject = Links.address(customer, form.email());
    Links.Made made =
        accounts
            .links()
            .make(tx, customer, Optional.empty(), Purpose.SIGN_UP, subject, form.fields(), VALID);
    Map<String, String> values = person(form);
    values.putAll(accounts.mailer().link(customer, PAGE, made));
    accounts.mailer().send(tx, customer, AccountMail.SIGN_UP, form.email(), values);
  }

  /** Mails the link of a sign-up that waits for its address anew; false when there is none. */
  boolean again(Transaction tx, CustomerId customer, String email) {
    byte[] subject = Links.address(customer, email);
    Optional<AccountLink> waiting =
        tx.accountLinks().bySubject(customer, Purpose.SIGN_UP, subject, accounts.clock().instant());
    waiting.ifPresent(link -> offer(tx, customer, form(link)));
    return waiting.isPresent();
  }

  private SignUpForm form(AccountLink link) {
    return new SignUpForm(accounts.links().payload(link));
  }

  /** Whether the sign-up behind a link was made under that name. */
  boolean isFor(AccountLink link, String nameKey) {
    return form(link).nameKey().filter(nameKey::equals).isPresent();
  }

  /** Whether the browser that kept this made the sign-up behind a link. */
  boolean madeIn(AccountLink link, Optional<String> browser) {
    return form(link).madeIn(browser);
  }

  /** The name that was signed up with. */
  String userName(AccountLink link) {
    return form(link).userName();
  }

  /** Why a password cannot be that of the sign-up behind a link. */
  Optional<String> refusal(AccountLink link, Secret password) {
    SignUpForm form = form(link);
    List<String> known = List.of(form.userName(), form.profile(false).fullName(), form.email());
    return accounts.users().refusal(password, known);
  }

  /**
   * Makes the account of a link that was just used up. The other links of its address end with it.
   *
   * @param chosen the hash of the password in place of the one given at sign-up
   */
  LinkResult complete(Transaction tx, AccountLink link, Optional<String> chosen, Origin origin) {
    SignUpForm form = form(link);
    String userName = form.userName();
    if (taken(tx, link.customerId(), form)) {
      return new LinkResult.NameTaken(userName);
    }
    Optional<String> hash = chosen.or(form::hash);
    Joining joining = new Joining(userName, form.profile(true), hash);
    User joined;
    try {
      joined = accounts.users().join(tx, link.customerId(), joining, origin);
    } catch (AlreadyExists e) {
      return new LinkResult.NameTaken(userName);
    }
    tx.accountLinks().removeOfSubject(link.customerId(), Purpose.SIGN_UP, link.subject());
    return new LinkResult.Done(joined);
  }
}
