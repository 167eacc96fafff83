package dev.countersign.lifecycle;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.customer.AccountMail;
import dev.countersign.domain.AccountDeletion;
import dev.countersign.domain.AccountLink;
import dev.countersign.domain.AccountLink.Purpose;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.ErasureReceipt;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.privacy.Erasure;
import dev.countersign.store.NotFound;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Accounts that people want deleted. They are signed out at once; after the customer's days of
 * grace everything is erased and a receipt is mailed. Until then the person, who has shown a
 * password or has the mail, is asked and may restore the account.
 */
public final class Departures {
  static final String PAGE = "/restore-account";
  private static final Duration OFFER = Duration.ofMinutes(15);

  private final Accounts accounts;
  private final Erasure erasure;
  private final AuditLog audit;

  Departures(Accounts accounts, Erasure erasure, AuditLog audit) {
    this.accounts = accounts;
    this.erasure = erasure;
    this.audit = audit;
  }

  /**
   * Plans the deletion of an account, because its person asked.
   *
   * @return when it will be deleted, or nothing when there is no grace and it is gone
   * @throws NotFound when there is no such person
   */
  public Optional<AccountDeletion> plan(CustomerId customer, UserId id, Origin origin) {
    return accounts
        .store()
        .write(tx -> {
          User user = tx.users().lock(customer, id).orElseThrow(() -> new NotFound("the user"));
          Optional<AccountDeletion> planned = tx.accountDeletions().find(customer, id);
          if (planned.isPresent()) {
            return planned;
          }
          int days = accounts.settings().account(tx, customer).deletionGraceDays();
          if (days == 0) {
            erase(tx, user, origin);
            return Optional.empty();
          }
          return Optional.of(plan(tx, user, Duration.ofDays(days), origin));
        });
  }

  private AccountDeletion plan(Transaction tx, User user, Duration grace, Origin origin) {
    Instant now = accounts.clock().instant();
    AccountDeletion deletion =
        new AccountDeletion(user.customerId(), user.id(), now, now.plus(grace));
    tx.accountDeletions().add(deletion);
    tx.sessions().endOfUser(user.customerId(), user.id(), null);
    if (user.state() == User.State.ACTIVE) {
      tx.users().update(user, user.withState(User.State.LEAVING), now);
    }
    About about = About.user(user.customerId(), user.id());
    audit.append(tx, AuditKind.USER_LEAVING, AuditLog.SUCCESS, origin, about);
    Links.Made made = accounts.links().make(tx, user, Purpose.RESTORE, Map.of(), grace);
    Map<String, String> values = accounts.mailer().link(user.customerId(), PAGE, made);
    accounts.mailer().send(tx, user, AccountMail.DELETION_PLANNED, values);
    return deletion;
  }

  /** When the account will be deleted, if that is planned. */
  public Optional<AccountDeletion> planned(CustomerId customer, UserId id) {
    return accounts.store().read(tx -> tx.accountDeletions().find(customer, id));
  }

  /**
   * A token by which a person who has just shown who they are can say that they want the account
   * back; absent when it is not to be deleted.
   */
  public Optional<String> offer(CustomerId customer, UserId id) {
    return accounts
        .store()
        .write(tx -> tx.users().lock(customer, id).flatMap(user -> offer(tx, user)));
  }

  /** The same for a person whose row the caller holds. */
  public Optional<String> offer(Transaction tx, User user) {
    if (user.state() != User.State.LEAVING) {
      return Optional.empty();
    }
    return Optional.of(accounts.links().make(tx, user, Purpose.RESTORE, Map.of(), OFFER).token());
  }

  /** Whether a token to restore an account works, without using it. */
  public Optional<AccountDeletion> look(String token) {
    return accounts
        .store()
        .read(tx ->
            accounts
                .links()
                .working(tx, token)
                .filter(link -> link.purpose() == Purpose.RESTORE)
                .flatMap(link ->
                    link.user()
                        .flatMap(user -> tx.accountDeletions().find(link.customerId(), user))));
  }

  /** Calls the deletion off: the person can sign in again. */
  public LinkResult restore(String token, Origin origin) {
    return accounts
        .store()
        .write(tx -> {
          Optional<AccountLink> found =
              Links.find(tx, token).filter(link -> link.purpose() == Purpose.RESTORE);
          return accounts
              .links()
              .follow(tx, found, link -> LinkResult.of(restored(tx, link, origin)));
        });
  }

  private Optional<User> restored(Transaction tx, AccountLink link, Origin origin) {
    return link.user().flatMap(user -> restored(tx, link.customerId(), user, origin));
  }

  /**
   * Calls the deletion off, because an administrator says so.
   *
   * @throws NotFound when there is no such person, or no deletion is planned
   */
  public User restore(CustomerId customer, UserId id, Origin origin) {
    return accounts
        .store()
        .write(tx ->
            restored(tx, customer, id, origin)
                .orElseThrow(() -> new NotFound("a planned deletion of the account")));
  }

  private Optional<User> restored(Transaction tx, CustomerId customer, UserId id, Origin origin) {
    Optional<User> user = tx.users().lock(customer, id);
    if (user.isEmpty() || !tx.accountDeletions().remove(customer, id)) {
      return Optional.empty();
    }
    tx.accountLinks().removeOfUser(customer, id, Purpose.RESTORE);
    if (user.get().state() == User.State.LEAVING) {
      return Optional.of(
          accounts
              .users()
              .change(
                  tx,
                  customer,
                  id,
                  AuditKind.USER_RESTORED,
                  origin,
                  one -> one.withState(User.State.ACTIVE)));
    }
    // Switched off meanwhile: it stays so, and is not deleted.
    About about = About.user(customer, id);
    audit.append(tx, AuditKind.USER_RESTORED, AuditLog.SUCCESS, origin, about);
    return user;
  }

  /** Erases accounts whose grace is over, at most so many; returns how many. */
  public int due(Transaction tx, int limit) {
    List<AccountDeletion> due = tx.accountDeletions().due(accounts.clock().instant(), limit);
    for (AccountDeletion deletion : due) {
      tx.users()
          .lock(deletion.customerId(), deletion.userId())
          .ifPresent(user -> erase(tx, user, Origin.CLI));
    }
    return due.size();
  }

  private void erase(Transaction tx, User user, Origin origin) {
    CustomerId customer = user.customerId();
    ErasureReceipt receipt = erasure.everything(tx, customer, user.id(), origin);
    tx.users().delete(customer, user.id());
    About about = About.user(customer, user.id()).with("{\"receipt\":\"" + receipt.id() + "\"}");
    audit.append(tx, AuditKind.USER_DELETED, AuditLog.SUCCESS, origin, about);
    Map<String, String> values = new LinkedHashMap<>();
    values.put("receipt", Long.toString(receipt.id()));
    values.put("userId", user.id().toString());
    values.put("time", AccountMailer.time(receipt.erasedAt()));
    values.put("templates", Long.toString(receipt.erased().templates()));
    values.put("samples", Long.toString(receipt.erased().samples()));
    values.put("pictures", Long.toString(receipt.erased().pictures()));
    values.put("consents", Long.toString(receipt.erased().consents()));
    accounts.mailer().send(tx, customer, AccountMail.DELETED, user.profile().email(), values);
  }
}
