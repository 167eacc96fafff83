package dev.countersign.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import dev.countersign.config.MailSettings;
import dev.countersign.config.MailSettings.Security;
import dev.countersign.config.SecretText;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.domain.OutboxMessage;
import dev.countersign.domain.OutboxMessage.Kind;
import dev.countersign.notify.Courier.Outcome;
import dev.countersign.testing.MailReceivers;
import dev.countersign.testing.MutableClock;
import dev.countersign.testing.TestCertificate;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmtpMailerTest {
  private static final KeyEncryption ENCRYPTION =
      KeyEncryption.parse(KeyEncryption.generateKeyset());
  private static final Outcome DELIVERED = new Outcome.Delivered();

  @Test
  void aMailArrivesAsItWasWritten() throws Exception {
    GreenMail server = greenMail();
    SmtpMailer mailer = mailer(settings(server.getSmtp().getPort(), Security.NONE, null));
    String text = "Grüße,\nyour code is 123456.\n.\nBye";
    assertThat(mailer.deliver(mail(null, "ann@example.org", "Schlüssel 🔑", text)))
        .isEqualTo(DELIVERED);
    MimeMessage received = server.getReceivedMessages()[0];
    server.stop();
    assertThat(received.getSubject()).isEqualTo("Schlüssel 🔑");
    assertThat(received.getContent().toString().strip().replace("\r\n", "\n")).isEqualTo(text);
    assertThat(received.getFrom())
        .extracting(Object::toString)
        .containsExactly("Sign-in <login@auth.example>");
    assertThat(received.getRecipients(Message.RecipientType.TO))
        .extracting(Object::toString)
        .containsExactly("ann@example.org");
    assertThat(received.getHeader("Message-ID")).containsExactly("<4711.outbox@auth.example>");
    assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(received.getSentDate()).isEqualTo(sentAt());
  }

  @SuppressWarnings("JavaUtilDate")
  private static Date sentAt() {
    return Date.from(MutableClock.START.truncatedTo(ChronoUnit.SECONDS));
  }

  @Test
  void anotherAuthorIsNamedButBouncesComeToUs() throws Exception {
    try (FakeSmtp server = FakeSmtp.plain()) {
      SmtpMailer mailer = mailer(settings(server.port(), Security.NONE, null));
      assertThat(mailer.deliver(mail("Shop <shop@customer.example>", "ann@example.org", "s", "t")))
          .isEqualTo(DELIVERED);
      assertThat(server.commands)
          .contains("MAIL FROM:<login@auth.example>", "RCPT TO:<ann@example.org>")
          .contains("> From: Shop <shop@customer.example>")
          .contains("> Sender: Sign-in <login@auth.example>");
    }
  }

  @Test
  void lineBreaksInASubjectAddNoHeader() throws Exception {
    try (FakeSmtp server = FakeSmtp.plain()) {
      SmtpMailer mailer = mailer(settings(server.port(), Security.NONE, null));
      mailer.deliver(mail(null, "ann@example.org", "Hello\r\nBcc: eve@example.org\r\n\r\nx", "t"));
      assertThat(server.commands)
          .contains("> Subject: Hello Bcc: eve@example.org x")
          .noneMatch(line -> line.startsWith("> Bcc"))
          .filteredOn(line -> line.startsWith("RCPT"))
          .containsExactly("RCPT TO:<ann@example.org>");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ann",
        "ann@",
        "@example.org",
        "ann@example.org, eve@example.org",
        "ann@example.org\r\nBcc: eve@example.org",
        "ann@example.org> NOTIFY=NEVER <eve@example.org",
        "Ann <ann@example.org> <eve@example.org>, x",
        "ann@exämple.org",
        "group: ann@example.org;"
      })
  void whatIsNoAddressIsGivenUp(String receiver) throws Exception {
    try (FakeSmtp server = FakeSmtp.plain()) {
      SmtpMailer mailer = mailer(settings(server.port(), Security.NONE, null));
      assertThat(mailer.deliver(mail(null, receiver, "s", "t")))
          .isEqualTo(new Outcome.Refused("an address is not valid"));
      assertThat(server.commands).isEmpty();
    }
  }

  @Test
  void aWrongPasswordIsTriedAgain() throws Exception {
    GreenMail server = greenMail();
    server.setUser("login@auth.example", "login", "right");
    int port = server.getSmtp().getPort();
    assertThat(mailer(settings(port, Security.NONE, "wrong")).deliver(mail()))
        .isEqualTo(new Outcome.Failed("the mail server refused the login"));
    assertThat(mailer(settings(port, Security.NONE, "right")).deliver(mail())).isEqualTo(DELIVERED);
    server.stop();
  }

  @Test
  void starttlsIsUsedAndNothingButGreetingsGoesInTheClear(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.create(folder, "dns:localhost");
    try (FakeSmtp server = FakeSmtp.starttls(certificate.server())) {
      SmtpMailer mailer =
          mailer(settings(server.port(), Security.STARTTLS, null), certificate.client());
      assertThat(mailer.deliver(mail())).isEqualTo(DELIVERED);
      assertThat(server.commands)
          .anyMatch(line -> line.startsWith("TLS MAIL FROM"))
          .noneMatch(line -> line.startsWith("MAIL"));
    }
  }

  @Test
  void withoutStarttlsNothingIsSent() throws Exception {
    try (FakeSmtp server = FakeSmtp.plain()) {
      SmtpMailer mailer = mailer(settings(server.port(), Security.STARTTLS, null));
      assertThat(mailer.deliver(mail())).isInstanceOf(Outcome.Failed.class);
      assertThat(server.commands).noneMatch(line -> line.startsWith("MAIL"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"STARTTLS", "TLS"})
  void aCertificateOfAnotherNameOrStrangerIsRefused(Security security, @TempDir Path folder)
      throws Exception {
    TestCertificate other = TestCertificate.create(folder, "dns:mail.example");
    boolean immediately = security == Security.TLS;
    try (FakeSmtp server =
        immediately ? FakeSmtp.tls(other.server()) : FakeSmtp.starttls(other.server())) {
      MailSettings settings = settings(server.port(), security, null);
      Outcome refused = new Outcome.Failed("no trusted encrypted connection to the mail server");
      assertThat(mailer(settings, other.client()).deliver(mail())).isEqualTo(refused);
      assertThat(mailer(settings, SSLContext.getDefault()).deliver(mail())).isEqualTo(refused);
      assertThat(server.commands).noneMatch(line -> line.contains("MAIL"));
    }
  }

  @Test
  void tlsFromTheFirstByteWorks(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.create(folder, "dns:localhost");
    try (FakeSmtp server = FakeSmtp.tls(certificate.server())) {
      MailSettings settings = settings(server.port(), Security.TLS, null);
      assertThat(mailer(settings, certificate.client()).deliver(mail())).isEqualTo(DELIVERED);
      assertThat(server.commands).allMatch(line -> line.matches("(TLS|>).*"));
    }
  }

  @Test
  void aReceiverRefusedForGoodIsGivenUpAndOneRefusedForNowIsNot() throws Exception {
    try (FakeSmtp server = FakeSmtp.refusing("550 5.1.1 no such user")) {
      assertThat(mailer(settings(server.port(), Security.NONE, null)).deliver(mail()))
          .isEqualTo(new Outcome.Refused("SMTP reply 550"));
    }
    try (FakeSmtp server = FakeSmtp.refusing("451 4.7.1 greylisted")) {
      assertThat(mailer(settings(server.port(), Security.NONE, null)).deliver(mail()))
          .isEqualTo(new Outcome.Failed("SMTP reply 451"));
    }
    try (FakeSmtp server = FakeSmtp.refusing("530 5.7.0 authentication required")) {
      assertThat(mailer(settings(server.port(), Security.NONE, null)).deliver(mail()))
          .isEqualTo(new Outcome.Failed("SMTP reply 530"));
    }
  }

  @Test
  void aServerThatIsDownIsTriedAgain() throws Exception {
    try (Socket nobody = new Socket()) {
      // Bound, so that nobody else takes the port, and not listening.
      nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      assertThat(mailer(settings(nobody.getLocalPort(), Security.NONE, null)).deliver(mail()))
          .isInstanceOf(Outcome.Failed.class);
    }
  }

  @Test
  void withoutAMailServerMailWaitsAndTheReasonIsTold() throws Exception {
    SmtpMailer mailer = new SmtpMailer(Optional.empty(), ENCRYPTION, SSLContext.getDefault());
    assertThat(mailer.deliver(mail())).isEqualTo(new Outcome.Failed("mail.host is not configured"));
    assertThat(mailer.problem()).contains("mail.host is not configured");
  }

  private static GreenMail greenMail() {
    GreenMail server = MailReceivers.create();
    server.start();
    return server;
  }

  private static MailSettings settings(int port, Security security, @Nullable String password) {
    Optional<SecretText> secret = Optional.ofNullable(password).map(SecretText::of);
    return new MailSettings(
        "localhost",
        port,
        secret.map(same -> "login"),
        secret,
        "Sign-in <login@auth.example>",
        security);
  }

  private static SmtpMailer mailer(MailSettings settings) throws Exception {
    return mailer(settings, SSLContext.getDefault());
  }

  private static SmtpMailer mailer(MailSettings settings, SSLContext tls) {
    return new SmtpMailer(Optional.of(settings), ENCRYPTION, tls);
  }

  private static OutboxMessage mail() {
    return mail(null, "ann@example.org", "Subject", "Text");
  }

  private static OutboxMessage mail(@Nullable String from, String to, String subject, String text) {
    byte[] sealed =
        new Payload.Sealing(ENCRYPTION)
            .seal(new Payload.ToOne(from, to, subject, text, null), Optional.empty(), 4711);
    Instant now = MutableClock.START;
    return new OutboxMessage(
        4711, null, null, Kind.MAIL, sealed, 1, now, now.plus(Duration.ofDays(1)), now);
  }
}
