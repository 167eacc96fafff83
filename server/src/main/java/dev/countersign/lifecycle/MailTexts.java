package dev.countersign.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.customer.AccountMail;
import dev.countersign.customer.MailTemplate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The standard texts: a file each, its first line the subject. */
final class MailTexts {
  private static final String SUBJECT = "Subject: ";

  private final Map<AccountMail, MailTemplate> templates = new EnumMap<>(AccountMail.class);

  MailTexts() {
    for (AccountMail mail : AccountMail.values()) {
      templates.put(mail, template(read("/mail/" + mail.text() + ".txt")));
    }
  }

  /** The customer's own subject and text, each the standard one where it has none. */
  MailTemplate of(AccountMail mail, MailTemplate own) {
    MailTemplate standard = Objects.requireNonNull(templates.get(mail));
    String subject = own.subject();
    if (subject.isEmpty()) {
      subject = standard.subject();
    }
    String body = own.body();
    if (body.isEmpty()) {
      body = standard.body();
    }
    return new MailTemplate(subject, body, own.from(), List.of());
  }

  private static MailTemplate template(String text) {
    int end = text.indexOf('\n');
    String subject = text.substring(SUBJECT.length(), end);
    return new MailTemplate(subject, text.substring(end).stripLeading(), "", List.of());
  }

  private static String read(String resource) {
    try (InputStream file = MailTexts.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(file, resource).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
