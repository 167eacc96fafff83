package dev.countersign.notify;

import dev.countersign.config.MailSettings;
import dev.countersign.config.MailSettings.Security;
import dev.countersign.config.SecretText;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.domain.OutboxMessage;
import dev.countersign.outgoing.Deadline;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;

/** Hands mail to the configured server. */
public final class SmtpMailer implements Courier {
  private static final Duration TOTAL = Duration.ofSeconds(60);
  private static final String EACH_STEP = "10000";
  private static final String NOT_CONFIGURED = "mail.host is not configured";

  private final Optional<MailSettings> settings;
  private final Payload.Sealing sealing;
  private final Session session;

  /**
   * Wires the mailer.
   *
   * @param settings the mail server, or empty: then every delivery fails and mail waits
   * @param tls whose certificates are trusted
   */
  public SmtpMailer(Optional<MailSettings> settings, KeyEncryption encryption, SSLContext tls) {
    this.settings = settings;
    this.sealing = new Payload.Sealing(encryption);
    this.session =
        Session.getInstance(settings.map(one -> properties(one, tls)).orElseGet(Properties::new));
  }

  @Override
  public Optional<String> problem() {
    if (settings.isPresent()) {
      return Optional.empty();
    }
    return Optional.of(NOT_CONFIGURED);
  }

  // Neither the subject nor the address: both tell of a person.
  @Override
  public Optional<Label> label(OutboxMessage message) {
    String about = sealing.open(message, Payload.ToOne.class).about();
    return Optional.of(new Label(about == null ? Mail.ANY : about, ""));
  }

  private static Properties properties(MailSettings settings, SSLContext tls) {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.connectiontimeout", EACH_STEP);
    properties.setProperty("mail.smtp.timeout", EACH_STEP);
    properties.setProperty("mail.smtp.writetimeout", EACH_STEP);
    properties.setProperty("mail.smtp.auth", Boolean.toString(settings.user().isPresent()));
    // A server that does not offer STARTTLS, or somebody who took the offer away, gets nothing.
    boolean starttls = settings.security() == Security.STARTTLS;
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(starttls));
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(starttls));
    boolean immediate = settings.security() == Security.TLS;
    properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(immediate));
    // RFC 8314, section 4.4: the certificate is checked against the name that was configured.
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    properties.put("mail.smtp.ssl.socketFactory", tls.getSocketFactory());
    properties.setProperty("mail.smtp.from", sender(settings).getAddress());
    return properties;
  }

  private static InternetAddress sender(MailSettings settings) {
    try {
      return MailMessage.address(settings.from());
    } catch (AddressException e) {
      throw new IllegalArgumentException("mail.from is not an address: " + settings.from(), e);
    }
  }

  @Override
  public Outcome deliver(OutboxMessage message) {
    if (settings.isEmpty()) {
      return new Outcome.Failed(NOT_CONFIGURED);
    }
    MailSettings server = settings.get();
    MailMessage mail;
    try {
      Payload.ToOne payload = sealing.open(message, Payload.ToOne.class);
      mail = MailMessage.compose(session, message, payload, sender(server));
    } catch (MessagingException e) {
      return new Outcome.Refused("an address is not valid");
    }
    return send(server, mail);
  }

  private Outcome send(MailSettings server, MailMessage mail) {
    try {
      // The answer is remembered for the connection below, which runs in a virtual thread: native
      // code that waits for a name server would hold its carrier.
      var _ = InetAddress.getByName(server.host());
      return Deadline.within(TOTAL, () -> handOver(server, mail));
    } catch (UnknownHostException e) {
      return new Outcome.Failed("mail.host has no address");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome.Failed("the server is stopping");
    } catch (Exception e) {
      return SmtpFailure.outcome(e);
    }
  }

  private Outcome handOver(MailSettings server, MailMessage mail) throws MessagingException {
    Transport transport = session.getTransport("smtp");
    try {
      transport.connect(
          server.host(),
          server.port(),
          server.user().orElse(null),
          server.password().map(SecretText::reveal).orElse(null));
      Address[] receivers = mail.getAllRecipients();
      transport.sendMessage(mail, receivers);
      return new Outcome.Delivered();
    } finally {
      closeQuietly(transport);
    }
  }

  // The server took the mail, or an exception is already on its way: QUIT changes neither.
  private static void closeQuietly(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      return;
    }
  }
}
