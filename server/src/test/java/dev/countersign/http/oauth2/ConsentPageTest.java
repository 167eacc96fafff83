package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Client;
import dev.countersign.domain.Customer;
import dev.countersign.testing.Applications;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsentPageTest {
  @TempDir Path folder;
  private TestServer server;
  private Customer acme;
  private Client application;
  private PageClient browser;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    server.user(acme, "alice");
    application = Applications.add(server, acme, "Calendar");
    browser = new PageClient(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Through sign-in to the page; answers where it is. */
  private String atTheConsent() {
    String signIn = browser.get(Applications.authorize(application)).header("Location");
    assertThat(signIn).startsWith("/sign-in?flow=");
    browser.get(signIn);
    Answer signedIn =
        browser.post(
            "/sign-in",
            Map.of(
                "user-name",
                "alice",
                "password",
                TestServer.PASSWORD,
                "flow",
                signIn.substring("/sign-in?flow=".length())));
    String consent = browser.get(signedIn.header("Location")).header("Location");
    assertThat(consent).startsWith("/consent?flow=");
    return consent;
  }

  private static String flow(String location) {
    return location.substring(location.indexOf("flow=") + "flow=".length());
  }

  @Test
  void thePageOfASignInSaysForWhomAndMayLeadThere() {
    String signIn = browser.get(Applications.authorize(application)).header("Location");

    Answer answer = browser.get(signIn);

    assertThat(answer.body()).contains("to go on to Calendar");
    assertThat(answer.header("Content-Security-Policy"))
        .contains("form-action 'self' https://app.example;");
  }

  @Test
  void thePageSaysWhoAsksForWhat() {
    Answer answer = browser.get(atTheConsent());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains(
            "<h1>Calendar asks to use your account</h1>",
            "Your account at acme: alice",
            "know who you are, by an identifier",
            "see your profile",
            "You will be sent to app.example.",
            "href=\"https://app.example/privacy\"")
        .doesNotContain("javascript:");
    assertThat(answer.header("Content-Security-Policy"))
        .contains("form-action 'self' https://app.example;", "frame-ancestors 'none'");
  }

  @Test
  void whoAgreesIsSentBackWithACode() {
    String consent = atTheConsent();
    browser.get(consent);

    Answer said = browser.post("/consent", Map.of("flow", flow(consent), "decision", "allow"));
    Answer back = browser.get(said.header("Location"));

    assertThat(back.header("Location")).startsWith("https://app.example/cb?code=");
    assertThat(browser.get("/account/applications").body())
        .contains("Calendar", "see your profile", "End access");
  }

  @Test
  void whoDoesNotIsSentBackWithoutOne() {
    String consent = atTheConsent();
    browser.get(consent);

    Answer said = browser.post("/consent", Map.of("flow", flow(consent), "decision", "deny"));
    Answer back = browser.get(said.header("Location"));

    assertThat(back.header("Location")).startsWith("https://app.example/cb?error=access_denied");
    assertThat(server.count("SELECT count(*) FROM user_consent")).isZero();
  }

  @Test
  void anAnswerThatIsNeitherIsNoConsent() {
    String consent = atTheConsent();
    browser.get(consent);

    Answer said = browser.post("/consent", Map.of("flow", flow(consent)));

    assertThat(said.status()).isEqualTo(200);
    assertThat(said.body()).contains("Calendar asks to use your account");
    assertThat(server.count("SELECT count(*) FROM user_consent")).isZero();
  }

  @Test
  void anotherBrowserCannotAnswer() {
    String consent = atTheConsent();
    PageClient attacker = new PageClient(server);
    attacker.signIn("alice");
    attacker.get("/account/profile");

    Answer shown = attacker.get(consent);
    Answer said = attacker.post("/consent", Map.of("flow", flow(consent), "decision", "allow"));

    assertThat(shown.status()).isEqualTo(410);
    assertThat(said.status()).isEqualTo(410);
    assertThat(said.body()).contains("This request is over");
    assertThat(server.count("SELECT count(*) FROM user_consent")).isZero();
  }

  @Test
  void aConsentIsTakenBackAtTheAccount() {
    String consent = atTheConsent();
    browser.get(consent);
    browser.post("/consent", Map.of("flow", flow(consent), "decision", "allow"));
    browser.get("/account/applications");

    Answer ended =
        browser.post(
            "/account/applications/end", Map.of("application", application.id().toString()));

    assertThat(ended.header("Location")).isEqualTo("/account/applications?ended");
    assertThat(browser.get("/account/applications").body())
        .contains("No application uses your account.");
    assertThat(browser.get(Applications.authorize(application)).header("Location"))
        .startsWith("/consent?flow=");
  }

  @Test
  void whoSignsInAgainKeepsWhatWasGranted() {
    String consent = atTheConsent();
    browser.get(consent);
    String before = server.rows("SELECT id FROM session").toString();

    String again =
        browser.get(Applications.authorize(application) + "&prompt=login").header("Location");
    browser.get(again);
    browser.post(
        "/sign-in",
        Map.of("user-name", "alice", "password", TestServer.PASSWORD, "flow", flow(again)));

    assertThat(server.rows("SELECT id FROM session").toString()).isEqualTo(before);
    assertThat(server.count("SELECT count(*) FROM access_token")).isOne();
  }
}
