package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import dev.countersign.testing.MailReceivers;
import dev.countersign.testing.TestServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;

/** The server with a mail server beside it. */
abstract class MailedIamServer extends IamServer {
  static final String SIGN_UP = "/v1/iam/auth/sign-up/web";
  static final String REGENERATE = "/v1/iam/auth/email/regenerate?email=";
  static final String VERIFICATION = "/v1/iam/auth/email/verification?token=";
  static final String FORGOT = "/v1/iam/auth/password/forgot";
  static final String CONFIRM_PASSWORD = "/v1/iam/auth/password/confirm";
  static final String NEW_PASSWORD = "another horse, another battery";

  private static final Pattern CODE = Pattern.compile("takes this one: ([A-Za-z0-9]{64})");

  final GreenMail mail = MailReceivers.create();

  @Override
  TestServer start(Path folder) {
    mail.start();
    return TestServer.start(
        folder,
        Map.of(
            "mail.host", "127.0.0.1",
            "mail.port", Integer.toString(mail.getSmtp().getPort()),
            "mail.security", "none",
            "mail.from", "no-reply@auth.example"));
  }

  @AfterEach
  void stopMail() {
    mail.stop();
  }

  /** The mail of that number, the first is 1, once it is there. */
  MimeMessage mailed(int number) {
    assertThat(mail.waitForIncomingEmail(10_000, number)).as("mail " + number).isTrue();
    return mail.getReceivedMessages()[number - 1];
  }

  static String subject(MimeMessage message) {
    try {
      return message.getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String receiver(MimeMessage message) {
    try {
      return message.getAllRecipients()[0].toString();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String text(MimeMessage message) {
    try {
      return message.getContent().toString().replace("\r\n", "\n");
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static String code(MimeMessage message) {
    Matcher matcher = CODE.matcher(text(message));
    assertThat(matcher.find()).as(text(message)).isTrue();
    return matcher.group(1);
  }

  /** Every task and mail is done. */
  void settle() throws InterruptedException {
    for (int i = 0; i < 400 && server.count("SELECT count(*) FROM outbox") > 0; i++) {
      Thread.sleep(25);
    }
    assertThat(server.count("SELECT count(*) FROM outbox")).isZero();
  }
}
