package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import dev.countersign.testing.MailReceivers;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person who is created gets the enrolment URL by mail, when the customer's settings ask for it.
 */
class FaceEnrolmentMailTest {
  private static final String API = "/deepfaceauth/api/v1/basic/";

  @Test
  void theUrlOfTheAnswerIsMailedToThePerson(@TempDir Path folder) throws Exception {
    GreenMail mail = MailReceivers.create();
    mail.start();
    Map<String, String> settings =
        Map.of(
            "mail.host", "127.0.0.1",
            "mail.port", Integer.toString(mail.getSmtp().getPort()),
            "mail.security", "none",
            "mail.from", "no-reply@auth.example");
    try (TestServer server = TestServer.start(folder, settings)) {
      String url = createdUrl(server);

      assertThat(mail.waitForIncomingEmail(10_000, 1)).isTrue();
      MimeMessage message = mail.getReceivedMessages()[0];
      assertThat(message.getSubject()).isEqualTo("Your face, Bob Roberts");
      assertThat(message.getAllRecipients())
          .extracting(Object::toString)
          .containsExactly("bob@example.org");
      assertThat(GreenMailUtil.getBody(message)).contains(url);
    } finally {
      mail.stop();
    }
  }

  private static String createdUrl(TestServer server) {
    server.customer("acme");
    Answer login =
        server.post(
            API + "login",
            "{\"customerName\":\"acme\",\"password\":\"" + TestServer.PASSWORD + "\"}");
    String token = part(login, "accessToken");
    Answer changed =
        server.post(
            API + "settings/change",
            """
            {"customerName":"acme","sendEnrolledUrlEmail":{
              "emailSubjectField":"Your face, {fullName}","emailBodyField":"Please enrol.",
              "emailFromField":"","emailToField":[]}}\
            """,
            "Authorization",
            token);
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    Answer created =
        server.post(
            API + "user/create",
            """
            {"customerName":"acme","userName":"bob","fullName":"Bob Roberts",
             "emailId":"bob@example.org","phoneNumber":"5550101"}\
            """,
            "Authorization",
            token);
    return part(created, "enrollmentUrl");
  }

  private static String part(Answer answer, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer.body());
    assertThat(matcher.find()).as(answer.body()).isTrue();
    return matcher.group(1);
  }
}
