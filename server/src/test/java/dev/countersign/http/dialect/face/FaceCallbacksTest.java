package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.domain.User;
import dev.countersign.testing.MailReceivers;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What customers, and the people concerned, are told of what happened to a face. */
class FaceCallbacksTest extends FacePictureTest {
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final GreenMail mail = MailReceivers.create();
  private final HttpServer receiver = receiver();

  private HttpServer receiver() {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
      made.createContext("/", this::receive);
      made.start();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    received.add(
        exchange.getRequestURI().getPath() + " " + new String(body, StandardCharsets.UTF_8));
    int status = exchange.getRequestURI().getPath().equals("/broken") ? 500 : 204;
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  Map<String, String> settings() {
    mail.start();
    int port = receiver.getAddress().getPort();
    return Map.of(
        "outgoing.allow-hosts", "127.0.0.1",
        "outgoing.allow-http", "true",
        "outgoing.allow-private", "127.0.0.1:" + port,
        "outbox.sms-url", "http://127.0.0.1:" + port + "/sms",
        "mail.host", "127.0.0.1",
        "mail.port", Integer.toString(mail.getSmtp().getPort()),
        "mail.security", "none",
        "mail.from", "no-reply@auth.example");
  }

  @AfterEach
  void stopReceivers() {
    receiver.stop(0);
    mail.stop();
  }

  private String url(String path) {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + path;
  }

  @Test
  void enrolmentsAreToldWithTheAnswerTheCallerGot() throws InterruptedException {
    set(
        "\"enrollmentAcceptedCallbackurl\":\"%s\",\"enrollmentRejectedCallbackurl\":\"%s\""
            .formatted(url("/accepted"), url("/rejected")));
    User anna = person("anna");

    enroll(anna, Portraits.NOBODY);
    assertThat(next())
        .isEqualTo(
            """
            /rejected {"error":{"userName":"anna","faceOriginal":"","faceThumbnail":"",\
            "enrollmentStatus":"failure","message":"No face is in the picture: please look into \
            the camera, with your whole face in view","status":"422"},"requestType":"enroll",\
            "timeStamp":"2026-11-22 03:04:05"}\
            """);
    enroll(anna, Portraits.ANNA);
    assertThat(next())
        .matches(
            "/accepted \\{\"userName\":\"anna\",\"faceOriginal\":\"\",\"faceThumbnail\":\""
                + PICTURE
                + "\",\"enrollmentStatus\":\"success\",\"message\":\"User is successfully"
                + " enrolled\",\"status\":\"200 OK\",\"requestType\":\"enroll\",\"timeStamp\":"
                + "\"2026-11-22 03:04:05\"\\}");
    enroll("/update", anna, Portraits.ANNA_AGAIN.data());
    assertThat(next()).contains("/accepted", "\"requestType\":\"faceUpdate\"");
  }

  @Test
  void authenticationsAreTold() throws InterruptedException {
    set(
        "\"successfullAuthenticationCallbackurl\":\"%s\",\"failedAuthenticationCallbackurl\":\"%s\""
            .formatted(url("/right"), url("/wrong")));
    enrolled("anna", Portraits.ANNA);

    authenticate("anna", Portraits.ANNA_AGAIN);
    assertThat(next())
        .startsWith("/right {\"userName\":\"anna\"")
        .contains("\"requestType\":\"authenticate\"", "\"authenticationStatus\":\"success\"");
    authenticate("anna", Portraits.BERT);
    assertThat(next())
        .isEqualTo(
            """
            /wrong {"error":{"userName":"anna","faceOriginal":"","authenticationStatus":"failure",\
            "message":"User is not authenticated","status":"422"},"requestType":"authenticate",\
            "timeStamp":"2026-11-22 03:04:05"}\
            """);
    authenticate("nobody", Portraits.BERT);
    assertThat(next()).startsWith("/wrong ").contains("The user does not exist");
  }

  private String next() throws InterruptedException {
    String one = received.poll(10, TimeUnit.SECONDS);
    assertThat(one).isNotNull();
    return String.valueOf(one);
  }

  @Test
  void mailsGoToThePersonOrToWhomTheTemplateNames() throws Exception {
    set(
        """
        "enrollAcceptEmail":{"emailSubjectField":"Welcome, {fullName}","emailBodyField":"",
          "emailFromField":"","emailToField":[]},
        "enrollRejectEmail":{"emailSubjectField":"{userName} failed",
          "emailBodyField":"Why: {message}.","emailFromField":"",
          "emailToField":["office@acme.example"]}\
        """);
    User anna = person("anna");

    enroll(anna, Portraits.NOBODY);
    assertThat(mail.waitForIncomingEmail(10_000, 1)).isTrue();
    var rejected = mail.getReceivedMessages()[0];
    assertThat(rejected.getSubject()).isEqualTo("anna failed");
    assertThat(rejected.getAllRecipients()[0].toString()).isEqualTo("office@acme.example");
    assertThat(GreenMailUtil.getBody(rejected)).startsWith("Why: No face is in the picture");
    enroll(anna, Portraits.ANNA);
    assertThat(mail.waitForIncomingEmail(10_000, 2)).isTrue();
    var accepted = mail.getReceivedMessages()[1];
    assertThat(accepted.getSubject()).isEqualTo("Welcome, Full anna");
    assertThat(accepted.getAllRecipients()[0].toString()).isEqualTo("anna@example.org");
    assertThat(GreenMailUtil.getBody(accepted)).contains("anna: Your face was enrolled");
  }

  @Test
  void theEnrolmentUrlGoesToATelephoneByTheGateway() throws InterruptedException {
    String bob =
        "{\"customerName\":\"acme\",\"userName\":\"%s\",\"fullName\":\"Bob\",\"emailId\":\"\","
            + "\"phoneNumber\":\"5550101\",\"countryCode\":\"+44\"}";
    assertThat(call("/user/create", bob.formatted("early")).status()).isEqualTo(200);
    set("\"sendEnrolledUrlSms\":\"yes\"");

    Answer created = call("/user/create", bob.formatted("bob"));

    assertThat(next())
        .isEqualTo(
            "/sms {\"requestType\":\"enrolmentText\",\"to\":\"+445550101\",\"text\":\"Please enrol"
                + " your face here: "
                + part(created, "enrollmentUrl")
                + "\"}");
    assertThat(received).isEmpty();
  }

  @Test
  void whatIsToldOfAPersonGoesWithThem() {
    set(
        "\"enrollmentAcceptedCallbackurl\":\"%1$s\",\"successfullAuthenticationCallbackurl\":\"%1$s\",\"failedAuthenticationCallbackurl\":\"%1$s\""
            .formatted(url("/broken")));
    User anna = enrolled("anna", Portraits.ANNA);
    enrolled("bert", Portraits.BERT);
    authenticate("anna", Portraits.ANNA_AGAIN);
    authenticate("anna", Portraits.NOBODY);
    String count = "SELECT count(*) FROM outbox WHERE user_id = ?";
    assertThat(server.count(count, anna.id().value())).isEqualTo(3);

    call("/user/delete", "{\"customerName\":\"acme\",\"userName\":\"anna\"}");

    assertThat(server.count(count, anna.id().value())).isZero();
    assertThat(server.count("SELECT count(*) FROM outbox")).isEqualTo(1);
  }
}
