package dev.countersign.lifecycle;

import dev.countersign.customer.AccountMail;
import dev.countersign.customer.MailTemplate;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.keys.KeyRing;
import dev.countersign.notify.Mail;
import dev.countersign.notify.Notifications;
import dev.countersign.store.Transaction;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Queues the mails of an account's life, in the customer's own words where it has some. They go to
 * the person alone, whatever recipients the customer's other mails have: most hold a capability.
 */
final class AccountMailer {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final SettingsAdministration settings;
  private final Notifications notifications;
  private final KeyRing ring;
  private final MailTexts texts = new MailTexts();

  AccountMailer(SettingsAdministration settings, Notifications notifications, KeyRing ring) {
    this.settings = settings;
    this.notifications = notifications;
    this.ring = ring;
  }

  /**
   * Mails a person at the address of their account; whoever calls holds the person's row.
   *
   * @param more what stands for placeholders beside what is known of the person
   */
  void send(Transaction tx, User user, AccountMail mail, Map<String, String> more) {
    send(tx, user, mail, user.profile().email(), more);
  }

  /** The same, to another address of theirs. */
  void send(Transaction tx, User user, AccountMail mail, String address, Map<String, String> more) {
    Map<String, String> values = person(user.userName(), user.profile());
    values.putAll(more);
    send(tx, user.customerId(), Optional.of(user.id()), mail, address, values);
  }

  /** Mails somebody who has no account, or none any more. */
  void send(
      Transaction tx,
      CustomerId customer,
      AccountMail mail,
      String address,
      Map<String, String> values) {
    send(tx, customer, Optional.empty(), mail, address, values);
  }

  private void send(
      Transaction tx,
      CustomerId customer,
      Optional<UserId> person,
      AccountMail mail,
      String address,
      Map<String, String> values) {
    if (address.isEmpty()) {
      return;
    }
    Map<String, String> all = new LinkedHashMap<>(values);
    all.put("customer", tx.customers().byId(customer).map(Customer::name).orElse(""));
    MailTemplate own = settings.account(tx, customer).mail(mail);
    MailTemplate filled = texts.of(mail, own).filled(all);
    Optional<String> from = Optional.of(filled.from()).filter(sender -> !sender.isEmpty());
    Mail ready = new Mail(from, List.of(address), filled.subject(), filled.body(), mail.text());
    notifications.mail(tx, Optional.of(customer), person, ready);
  }

  /** What is known of a person, by placeholder. */
  static Map<String, String> person(String userName, Profile profile) {
    String called = profile.fullName();
    if (called.isEmpty()) {
      called = userName;
    }
    Map<String, String> values = new LinkedHashMap<>();
    values.put("userName", userName);
    values.put("fullName", called);
    values.put("emailId", profile.email());
    values.put("phoneNumber", profile.phoneNumber());
    return values;
  }

  /** The placeholders of a link to that page. */
  Map<String, String> link(CustomerId customer, String path, Links.Made made) {
    return Map.of(
        "link", page(customer, path) + "?token=" + made.token(),
        "code", made.token(),
        "time", time(made.expiresAt()));
  }

  /** The address of a page, as the customer's people see it. */
  String page(CustomerId customer, String path) {
    return ring.issuerOf(customer).baseUrl() + path;
  }

  static String time(Instant at) {
    return TIME.format(at);
  }
}
