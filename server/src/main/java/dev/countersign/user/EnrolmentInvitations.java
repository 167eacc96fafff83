package dev.countersign.user;

import dev.countersign.customer.CustomerSettings;
import dev.countersign.customer.CustomerSettings.MailOccasion;
import dev.countersign.customer.MailTemplate;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.notify.SendingLimit;
import dev.countersign.store.Transaction;
import dev.countersign.user.EnrolmentTexts.EnrolmentText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The mail that a new person's customer wants sent: its template, filled in. A template without
 * recipients goes to the person; one whose text does not say where the URL belongs gets it at the
 * end. And the text message to the person's telephone, where the customer wants that.
 */
public final class EnrolmentInvitations {
  private static final String URL = "enrollmentUrl";
  private static final String ADDRESS = "emailId";

  /** To one person's address, from one customer. */
  private static final int MOST_A_DAY = 20;

  /** With its plus sign; nobody has a shorter one. */
  private static final int SHORTEST_NUMBER = 5;

  private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");

  private static final Duration DAY = Duration.ofDays(1);

  private final SettingsAdministration settings;
  private final EnrolmentMails mails;
  private final EnrolmentTexts texts;
  private final SendingLimit sending;

  public EnrolmentInvitations(
      SettingsAdministration settings,
      EnrolmentMails mails,
      EnrolmentTexts texts,
      SendingLimit sending) {
    this.settings = settings;
    this.mails = mails;
    this.texts = texts;
    this.sending = sending;
  }

  /**
   * Queues the mail and the text message, if the customer wants them and there is somebody to send
   * them to.
   *
   * @throws InvalidInput when the person's address had too many today; recipients that the customer
   *     chose for all of its people have as many as there are people
   */
  void queue(Transaction tx, User user, String url) {
    CustomerSettings now = settings.of(tx, user.customerId());
    if (now.enrolmentUrlBySms() && !user.profile().phoneNumber().isEmpty()) {
      queueText(tx, user, url);
    }
    MailTemplate template = now.mail(MailOccasion.ENROLMENT_URL);
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

  private void queueText(Transaction tx, User user, String url) {
    String number = number(user.profile());
    if (number.length() < SHORTEST_NUMBER) {
      return;
    }
    requireRoom(tx, user, "enrol by text", number, "the number in phoneNumber", "text messages");
    texts.queue(
        tx,
        new EnrolmentText(
            user.customerId(), user.id(), number, "Please enrol your face here: " + url));
  }

  /** In one way, however it was written: a telephone has one number to count by. */
  private static String number(Profile profile) {
    String number = profile.phoneNumber().strip();
    if (number.startsWith("00")) {
      number = "+" + number.substring(2);
    }
    String whole = number.startsWith("+") ? number : profile.countryCode() + number;
    return "+" + NO_DIGIT.matcher(whole).replaceAll("");
  }

  private void requireRoom(Transaction tx, User user, List<String> to) {
    String address = user.profile().email();
    if (to.contains(address)) {
      requireRoom(
          tx, user, "enrol", address.toLowerCase(Locale.ROOT), "the address in emailId", "mails");
    }
  }

  private void requireRoom(
      Transaction tx, User user, String what, String whither, String named, String messages) {
    String subject = what + "\n" + user.customerId() + "\n" + whither;
    Optional<Duration> wait = sending.count(tx, subject, MOST_A_DAY, DAY);
    if (wait.isPresent()) {
      throw new InvalidInput(
          named
              + " was sent "
              + MOST_A_DAY
              + " such "
              + messages
              + " within a day; try again in "
              + SendingLimit.hours(wait.get())
              + " hours, or leave "
              + named.substring(named.lastIndexOf(' ') + 1)
              + " out");
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
