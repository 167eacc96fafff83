package dev.countersign.lifecycle;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.customer.AccountMail;
import dev.countersign.domain.AccountLink.Purpose;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.store.NotFound;
import dev.countersign.store.Transaction;
import dev.countersign.user.UserAdministration.Joining;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Accounts made for somebody else, who chooses the password by a link that is mailed. */
public final class Invitations {
  static final String PAGE = "/invitation";
  private static final Duration VALID = Duration.ofDays(7);

  private final Accounts accounts;
  private final AuditLog audit;

  Invitations(Accounts accounts, AuditLog audit) {
    this.accounts = accounts;
    this.audit = audit;
  }

  /**
   * Makes an account without a password and mails its person.
   *
   * @throws InvalidInput when a part of it cannot be used, there is no address, or it was sent too
   *     many today
   * @throws dev.countersign.store.AlreadyExists when the name is taken
   */
  public User invite(CustomerId customer, String userName, Profile profile, Origin origin) {
    if (profile.email().isEmpty()) {
      throw new InvalidInput("An e-mail address is needed to invite somebody");
    }
    return accounts
        .store()
        .write(tx -> {
          Joining joining = new Joining(userName, profile, Optional.empty());
          User user = accounts.users().join(tx, customer, joining, origin);
          mail(tx, user, origin);
          return user;
        });
  }

  /**
   * Mails the person another invitation; the one before works no longer.
   *
   * @throws NotFound when there is no such person
   * @throws InvalidInput when the person has a password, no address, or was mailed so just now
   */
  public User again(CustomerId customer, UserId id, Origin origin) {
    return accounts
        .store()
        .write(tx -> {
          User user = tx.users().lock(customer, id).orElseThrow(() -> new NotFound("the user"));
          if (user.password().isPresent()) {
            throw new InvalidInput(
                "The user has a password already; have them choose a new one instead");
          }
          if (user.profile().email().isEmpty()) {
            throw new InvalidInput("The user has no e-mail address to send an invitation to");
          }
          accounts.limits().requirePause(tx, Purpose.INVITATION, user);
          mail(tx, user, origin);
          return user;
        });
  }

  /** Those of the people who were invited and have not come yet, while they still can. */
  public Set<UserId> waiting(CustomerId customer, Collection<User> people) {
    List<UserId> open =
        people.stream().filter(user -> user.password().isEmpty()).map(User::id).toList();
    if (open.isEmpty()) {
      return Set.of();
    }
    Instant now = accounts.clock().instant();
    return accounts
        .store()
        .read(tx -> tx.accountLinks().holders(customer, Purpose.INVITATION, open, now));
  }

  private void mail(Transaction tx, User user, Origin origin) {
    accounts.limits().requireRoom(tx, user.customerId(), user.profile().email());
    tx.accountLinks().removeOfUser(user.customerId(), user.id(), Purpose.INVITATION);
    Map<String, String> payload = Map.of("email", user.profile().email());
    Links.Made made = accounts.links().make(tx, user, Purpose.INVITATION, payload, VALID);
    Map<String, String> values = accounts.mailer().link(user.customerId(), PAGE, made);
    accounts.mailer().send(tx, user, AccountMail.INVITATION, values);
    About about = About.user(user.customerId(), user.id());
    audit.append(tx, AuditKind.USER_INVITED, AuditLog.SUCCESS, origin, about);
  }
}
