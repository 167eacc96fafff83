package dev.countersign.user;

import dev.countersign.customer.CustomerSettings.MailOccasion;
import dev.countersign.customer.MailTemplate;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.domain.User;
import dev.countersign.store.Transaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The mail that a new person's customer wants sent: its template, filled in. A template without
 * recipients goes to the person; one whose text does not say where the URL belongs gets it at the
 * end.
 */
public final class EnrolmentInvitations {
  private static final String URL = "enrollmentUrl";
  private static final String ADDRESS = "emailId";

  private final SettingsAdministration settings;
  private final EnrolmentMails mails;

  public EnrolmentInvitations(SettingsAdministration settings, EnrolmentMails mails) {
    this.settings = settings;
    this.mails = mails;
  }

  /** Queues the mail, if the customer has one and there is somebody to send it to. */
  void queue(Transaction tx, User user, String url) {
    MailTemplate template = settings.of(tx, user.customerId()).mail(MailOccasion.ENROLMENT_URL);
    if (template.isEmpty()) {
      return;
    }
    MailTemplate filled = ending(template).filled(values(user, url));
    if (!filled.to().isEmpty()) {
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
