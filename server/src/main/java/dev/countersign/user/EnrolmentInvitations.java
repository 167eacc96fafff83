package dev.countersign.user;

import dev.countersign.customer.CustomerSettings.MailOccasion;
import dev.countersign.customer.MailTemplate;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.User;
import dev.countersign.notify.SendingLimit;
import dev.countersign.store.Transaction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The mail that a new person's customer wants sent: its template, filled in. A template without
 * recipients goes to the person; one whose text does not say where the URL belongs gets it at the
 * end.
 */
public final class EnrolmentInvitations {
  private static final String URL = "enrollmentUrl";
  private static final String ADDRESS = "emailId";

  /** To one person's address, from one customer. */
  private static final int MOST_A_DAY = 20;

  private static final Duration DAY = Duration.ofDays(1);

  private final SettingsAdministration settings;
  private final EnrolmentMails mails;
  private final SendingLimit sending;

  public EnrolmentInvitations(
      SettingsAdministration settings, EnrolmentMails mails, SendingLimit sending) {
    this.settings = settings;
    this.mails = mails;
    this.sending = sending;
  }

  /**
   * Queues the mail, if the customer has one and there is somebody to send it to.
   *
   * @throws InvalidInput when the person's address had too many today; recipients that the customer
   *     chose for all of its people have as many as there are people
   */
  void queue(Transaction tx, User user, String url) {
    MailTemplate template = settings.of(tx, user.customerId()).mail(MailOccasion.ENROLMENT_URL);
    if (template.isEmpty()) {
      return;
    }
    MailTemplate filled = ending(template).filled(values(user, url));
    if (!filled.to().isEmpty()) {
      requireRoom(tx, user, filled.to());
      mails.queue(
          tx,
          new EnrolmentMail(
              user.customerId(),
              user.id(),
              filled.from(),
              filled.to(),
              filled.subject(),
              filled.body()));
    }
  }

  private void requireRoom(Transaction tx, User user, List<String> to) {
    String address = user.profile().email();
    if (!to.contains(address)) {
      return;
    }
    String subject = "enrol\n" + user.customerId() + "\n" + address.toLowerCase(Locale.ROOT);
    Optional<Duration> wait = sending.count(tx, subject, MOST_A_DAY, DAY);
    if (wait.isPresent()) {
      throw new InvalidInput(
          "the address in emailId was sent "
              + MOST_A_DAY
              + " such mails within a day; try again in "
              + SendingLimit.hours(wait.get())
              + " hours, or leave emailId out");
    }
  }

  private static MailTemplate ending(MailTemplate template) {
    List<String> to = template.to();
    if (to.isEmpty()) {
      to = List.of("{" + ADDRESS + "}");
    }
    String body = template.body();
    if (!body.contains("{" + URL + "}")) {
      body = (body + "\n\n{" + URL + "}\n").stripLeading();
    }
    return new MailTemplate(template.subject(), body, template.from(), to);
  }

  private static Map<String, String> values(User user, String url) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("userName", user.userName());
    values.put("fullName", user.profile().fullName());
    values.put(ADDRESS, user.profile().email());
    values.put("phoneNumber", user.profile().phoneNumber());
    values.put(URL, url);
    return values;
  }
}
