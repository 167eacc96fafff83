package dev.countersign.http.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.customer.FactorSettings;
import dev.countersign.customer.FactorSettings.Second;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A face is a second factor where the customer says so, and then of its owner alone. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class FaceStepTest {
  private static final String STEP = "/sign-in/second?continue=%2Faccount&flow=";
  private static final String API = "/deepfaceauth/api/v1/basic/";

  private TestServer server;
  private Customer acme;
  private PageClient browser;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    User alice = server.user(acme, "alice");
    enrol(alice);
    browser = new PageClient(server);
  }

  private void enrol(User user) {
    Answer login =
        server.post(
            API + "login",
            "{\"customerName\":\"acme\",\"password\":\"" + TestServer.PASSWORD + "\"}");
    Matcher token = Pattern.compile("\"accessToken\":\"([^\"]+)\"").matcher(login.body());
    assertThat(token.find()).isTrue();
    Answer enrolled =
        server.post(
            API + "enroll",
            "{\"customerName\":\"acme\",\"url\":\"%s\",\"enrolledUrl\":\"%s\"}"
                .formatted(
                    Portraits.ANNA.data(),
                    server.core().enrolmentLinks.url(acme.id(), user.enrolment())),
            "Authorization",
            token.group(1));
    assertThat(enrolled.status()).as(enrolled.body()).isEqualTo(200);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aLivingFaceBesideThePasswordSignsItsOwnerIn() {
    policy(true);
    browser.signIn("alice");
    assertThat(browser.get(STEP).body()).contains("type=\"file\"", "capture=\"user\"");

    Answer answer = send(Portraits.ANNA_AGAIN.file());

    assertThat(answer.header("Location")).isEqualTo("/account");
    assertThat(server.rows("SELECT amr FROM session WHERE user_id IS NOT NULL"))
        .containsExactly(Map.of("amr", "pwd face mfa"));
  }

  @Test
  void anotherFaceOrNoneIsRefused() {
    policy(true);
    browser.signIn("alice");
    browser.get(STEP);

    assertThat(send(Portraits.BERT.file()).body()).contains("That was not recognised as you.");
    assertThat(send(new byte[] {1, 2, 3}).status()).isEqualTo(422);
    assertThat(send(new byte[0]).body()).contains("Take a photograph, or choose one.");
    assertThat(server.count("SELECT count(*) FROM session WHERE user_id IS NOT NULL")).isZero();
  }

  @Test
  void whereTheCustomerDoesNotAllowItAFaceIsNoFactor() {
    policy(false);
    browser.signIn("alice");
    assertThat(browser.get(STEP).header("Location")).startsWith("/sign-in/set-up?");

    browser.get("/sign-in");
    Answer answer = send(Portraits.ANNA_AGAIN.file());

    assertThat(answer.status()).isNotEqualTo(303);
    assertThat(server.count("SELECT count(*) FROM session WHERE user_id IS NOT NULL")).isZero();
  }

  private void policy(boolean face) {
    server
        .core()
        .customerSettings
        .change(
            acme.id(),
            settings -> settings.withFactors(new FactorSettings(Second.REQUIRED, 0, false, face)),
            Origin.CLI);
  }

  private Answer send(byte[] picture) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Map.Entry<String, String> field :
        Map.of("csrf", browser.token(), "continue", "/account", "flow", "").entrySet()) {
      text(
          body,
          "--seam\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
              .formatted(field.getKey(), field.getValue()));
    }
    text(body, "--seam\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"me.jpg\"");
    text(body, "\r\nContent-Type: image/jpeg\r\n\r\n");
    body.writeBytes(picture);
    text(body, "\r\n--seam--\r\n");
    return server.send(
        "POST",
        "/sign-in/second/face",
        body.toByteArray(),
        "Content-Type",
        "multipart/form-data; boundary=seam",
        "Cookie",
        cookie(PageClient.COOKIE) + "; " + cookie("__Host-sign-in-step"));
  }

  private String cookie(String name) {
    return name + "=" + browser.cookie(name);
  }

  private static void text(ByteArrayOutputStream body, String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
