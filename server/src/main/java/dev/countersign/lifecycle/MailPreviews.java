package dev.countersign.lifecycle;

import dev.countersign.customer.AccountMail;
import dev.countersign.customer.MailTemplate;
import java.util.LinkedHashMap;
import java.util.Map;

/** Mails as people would get them, with values made up for whoever looks at a text. */
public final class MailPreviews {
  private final MailTexts texts = new MailTexts();

  /** The standard text, which is sent where a customer has none of its own. */
  public MailTemplate standard(AccountMail mail) {
    return texts.of(mail, MailTemplate.EMPTY);
  }

  /** A text with something in place of everything that it may name. */
  public MailTemplate filled(MailTemplate template, String customer) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("customer", customer);
    values.put("userName", "ann");
    values.put("fullName", "Ann Example");
    values.put("userId", "382727915005022213");
    values.put("emailId", "ann@example.org");
    values.put("newEmailId", "ann.new@example.org");
    values.put("phoneNumber", "+49 30 5550100");
    values.put("link", "https://auth.example/verify-email?token=Rk9yRXhhbXBsZU9ubHk");
    values.put("code", "Rk9yRXhhbXBsZU9ubHk");
    values.put("time", "2030-01-31 12:00 UTC");
    values.put("message", "The enrolment was accepted");
    values.put("enrollmentUrl", "https://auth.example/enrol/Rk9yRXhhbXBsZU9ubHk");
    values.put("receipt", "R-382727915005022213");
    values.put("templates", "1");
    values.put("samples", "3");
    values.put("pictures", "2");
    values.put("consents", "1");
    return template.filled(values);
  }
}
