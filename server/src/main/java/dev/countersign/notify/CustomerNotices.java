package dev.countersign.notify;

import dev.countersign.customer.CustomerSettings;
import dev.countersign.customer.CustomerSettings.CallbackOccasion;
import dev.countersign.customer.CustomerSettings.MailOccasion;
import dev.countersign.customer.MailTemplate;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.store.Transaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells a customer, and the person concerned, of what happened to a face, as far as the customer's
 * settings ask for it: by a callback, and by a mail in plain text.
 */
public final class CustomerNotices {
  private static final String ADDRESS = "emailId";

  private final Notifications notifications;

  public CustomerNotices(Notifications notifications) {
    this.notifications = notifications;
  }

  /**
   * Queues the callback, where there is a URL for it.
   *
   * @param person whom it tells of, if anybody who is known
   */
  public void callback(
      Transaction tx,
      CustomerId customer,
      Optional<UserId> person,
      CustomerSettings settings,
      CallbackOccasion occasion,
      Supplier<byte[]> body) {
    String url = settings.callback(occasion);
    if (!url.isEmpty()) {
      notifications.callback(tx, customer, person, new Callback(url, body.get()));
    }
  }

  /**
   * Queues the mail, where there is a template for it. One without recipients goes to the person;
   * one without a body says what the caller was told.
   *
   * @param message what the caller was told
   */
  public void mail(
      Transaction tx, User user, CustomerSettings settings, MailOccasion occasion, String message) {
    MailTemplate template = settings.mail(occasion);
    if (template.isEmpty()) {
      return;
    }
    MailTemplate filled = completed(template).filled(values(user, message));
    if (!filled.to().isEmpty()) {
      Optional<String> from = Optional.of(filled.from()).filter(sender -> !sender.isEmpty());
      notifications.mail(
          tx,
          Optional.of(user.customerId()),
          Optional.of(user.id()),
          new Mail(from, filled.to(), filled.subject(), filled.body())
              .about("face_" + occasion.name().toLowerCase(Locale.ROOT)));
    }
  }

  private static MailTemplate completed(MailTemplate template) {
    List<String> to = template.to();
    if (to.isEmpty()) {
      to = List.of("{" + ADDRESS + "}");
    }
    String body = template.body();
    if (body.isEmpty()) {
      body = "{userName}: {message}\n";
    }
    return new MailTemplate(template.subject(), body, template.from(), to);
  }

  private static Map<String, String> values(User user, String message) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("userName", user.userName());
    values.put("fullName", user.profile().fullName());
    values.put(ADDRESS, user.profile().email());
    values.put("phoneNumber", user.profile().phoneNumber());
    values.put("message", message);
    return values;
  }
}
