package dev.countersign.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.countersign.domain.OutboxMessage;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.util.Date;
import java.util.regex.Pattern;

/** A mail as RFC 5322 writes it. The same outbox message always makes the same one. */
final class MailMessage extends MimeMessage {
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");
  private static final Pattern ADDRESS = Pattern.compile("[!-~&&[^@<>,;]]+@[!-~&&[^@<>,;]]+");

  private final String id;

  private MailMessage(Session session, String id) {
    super(session);
    this.id = id;
  }

  /**
   * Composes a mail.
   *
   * @param sender the configured sender
   * @throws MessagingException when one of the addresses is none
   */
  @SuppressWarnings("JavaUtilDate") // what the mail API takes
  static MailMessage compose(
      Session session, OutboxMessage message, Payload.ToOne mail, InternetAddress sender)
      throws MessagingException {
    // RFC 5322, section 3.6.4: unique, and here the same for every try, so that receivers can tell.
    MailMessage made = new MailMessage(session, message.id() + ".outbox@" + domain(sender));
    made.setRecipient(RecipientType.TO, address(mail.to()));
    made.setFrom(sender);
    if (mail.from() != null) {
      made.setFrom(address(mail.from()));
      // RFC 5322, section 3.6.2: who really sends, where that is not the author.
      made.setSender(sender);
    }
    made.setSubject(CONTROL.matcher(mail.subject()).replaceAll(" ").strip(), UTF_8.name());
    made.setText(mail.text(), UTF_8.name());
    made.setSentDate(Date.from(message.createdAt()));
    // RFC 3834, section 5: keeps out-of-office replies away.
    made.setHeader("Auto-Submitted", "auto-generated");
    made.saveChanges();
    return made;
  }

  /**
   * Reads {@code a@b} or {@code Name <a@b>}, and no second address, comment or line break.
   *
   * @throws AddressException when it is something else
   */
  static InternetAddress address(String text) throws AddressException {
    if (CONTROL.matcher(text).find()) {
      throw new AddressException("control characters");
    }
    int open = text.lastIndexOf('<');
    String address = text.strip();
    String name = "";
    if (open > 0 && address.endsWith(">")) {
      name = text.substring(0, open).strip();
      address = address.substring(address.lastIndexOf('<') + 1, address.length() - 1);
    }
    if (!ADDRESS.matcher(address).matches()) {
      throw new AddressException("not an address");
    }
    return named(new InternetAddress(address, true), name);
  }

  private static InternetAddress named(InternetAddress address, String name)
      throws AddressException {
    if (name.isEmpty()) {
      return address;
    }
    try {
      address.setPersonal(name, UTF_8.name());
    } catch (UnsupportedEncodingException e) {
      throw new AddressException("Every Java platform has UTF-8");
    }
    return address;
  }

  private static String domain(InternetAddress address) {
    return address.getAddress().substring(address.getAddress().indexOf('@') + 1);
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", "<" + id + ">");
  }
}
