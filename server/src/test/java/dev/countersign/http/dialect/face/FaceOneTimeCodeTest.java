package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import dev.countersign.testing.MailReceivers;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A score a little too low can be made up for by a code that is mailed. */
class FaceOneTimeCodeTest extends FacePictureTest {
  private final GreenMail mail = MailReceivers.create();

  @Override
  Map<String, String> settings() {
    mail.start();
    return Map.of(
        "mail.host", "127.0.0.1",
        "mail.port", Integer.toString(mail.getSmtp().getPort()),
        "mail.security", "none",
        "mail.from", "no-reply@auth.example");
  }

  @BeforeEach
  void enrolClara() {
    enrolled("clara", Portraits.CLARA);
    set("\"otpccheckifScorebelowThreshold\":\"yes\"");
  }

  @AfterEach
  void stopMail() {
    mail.stop();
  }

  @Test
  void theCodeThatIsMailedAuthenticatesOnce() throws Exception {
    Answer sent = authenticate("clara", Portraits.DORA);

    assertThat(sent.status()).isEqualTo(400);
    assertThat(sent.body())
        .matches(
            "\\{\"error\":\\{\"userName\":\"clara\",\"faceOriginal\":\"\","
                + "\"authenticationStatus\":\"failure\",\"otpReference\":\"[A-Za-z0-9]{64}\","
                + "\"message\":\"One time code sent\",\"status\":\"422\"\\}\\}");
    String reference = part(sent, "otpReference");
    String code = mailedCode();
    Answer answer = tell("clara", reference, code);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .matches(
            "\\{\"userName\":\"clara\",\"faceOriginal\":\"\",\"faceThumbnail\":\""
                + PICTURE
                + "\",\"authenticationStatus\":\"success\","
                + "\"message\":\"User is successfully authenticated\",\"status\":\"200 OK\"\\}");
    assertWrong(tell("clara", reference, code));
    assertThat(outcomes("face_authenticate")).containsExactly("code_sent", "success", "wrong_code");
  }

  private String mailedCode() throws Exception {
    assertThat(mail.waitForIncomingEmail(10_000, 1)).isTrue();
    assertThat(mail.getReceivedMessages()[0].getAllRecipients())
        .extracting(Object::toString)
        .containsExactly("clara@example.org");
    Matcher matcher =
        Pattern.compile("code is ([0-9]{6})")
            .matcher(GreenMailUtil.getBody(mail.getReceivedMessages()[0]));
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  @Test
  void theCodeMayBeToldAsANumber() throws Exception {
    String reference = part(authenticate("clara", Portraits.DORA), "otpReference");
    int code = Integer.parseInt(mailedCode());

    Answer answer =
        call(
            "/authenticate",
            "{\"customerName\":\"acme\",\"userName\":\"clara\",\"otpReference\":\"%s\",\"otp\":%d}"
                .formatted(reference, code));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void anEmptyReferenceIsNone() {
    Answer answer = authenticate("clara", Portraits.CLARA, ",\"otpReference\":\"\",\"otp\":\"\"");

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void afterFiveWrongCodesTheRightOneIsOfNoUse() throws Exception {
    String reference = part(authenticate("clara", Portraits.DORA), "otpReference");
    String code = mailedCode();
    String wrong = code.equals("000000") ? "000001" : "000000";

    for (int i = 0; i < 5; i++) {
      assertWrong(tell("clara", reference, wrong));
    }
    assertWrong(tell("clara", reference, code));
  }

  @Test
  void afterFiveMinutesItIsOfNoUse() throws Exception {
    String reference = part(authenticate("clara", Portraits.DORA), "otpReference");
    String code = mailedCode();
    server.clock().advance(Duration.ofMinutes(5));

    assertWrong(tell("clara", reference, code));
  }

  @Test
  void itIsForThatPersonAlone() throws Exception {
    enrolled("bert", Portraits.BERT);
    String reference = part(authenticate("clara", Portraits.DORA), "otpReference");
    String code = mailedCode();

    assertThat(part(tell("bert", reference, code), "message"))
        .isEqualTo("The one time code is wrong, was used, or has expired");
  }

  @Test
  void whoIsMuchTooUnlikeGetsNone() throws Exception {
    assertThat(part(authenticate("clara", Portraits.BERT), "message"))
        .isEqualTo("User is not authenticated");
    set("\"otpccheckifScorebelowThreshold\":\"no\"");
    assertThat(part(authenticate("clara", Portraits.DORA), "message"))
        .isEqualTo("User is not authenticated");
    assertThat(server.count("SELECT count(*) FROM one_time_code")).isZero();
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @Test
  void nobodyIsSentMoreThanFiveAnHour() {
    for (int i = 0; i < 5; i++) {
      assertThat(part(authenticate("clara", Portraits.DORA), "message"))
          .isEqualTo("One time code sent");
    }

    assertThat(part(authenticate("clara", Portraits.DORA), "message"))
        .isEqualTo("User is not authenticated");
    server.clock().advance(Duration.ofHours(1));
    assertThat(part(authenticate("clara", Portraits.DORA), "message"))
        .isEqualTo("One time code sent");
  }

  private Answer tell(String userName, String reference, String code) {
    return call(
        "/authenticate",
        "{\"customerName\":\"acme\",\"userName\":\"%s\",\"otpReference\":\"%s\",\"otp\":\"%s\"}"
            .formatted(userName, reference, code));
  }

  private static void assertWrong(Answer answer) {
    assertAnswer(
        answer,
        400,
        """
        {"error":{"userName":"clara","faceOriginal":"","authenticationStatus":"failure",\
        "message":"The one time code is wrong, was used, or has expired","status":"422"}}\
        """);
  }
}
