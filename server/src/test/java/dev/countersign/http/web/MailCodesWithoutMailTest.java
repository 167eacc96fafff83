package dev.countersign.http.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.customer.FactorSettings;
import dev.countersign.customer.FactorSettings.Second;
import dev.countersign.domain.Client;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.factor.AppCodes;
import dev.countersign.testing.AppOfCodes;
import dev.countersign.testing.Applications;
import dev.countersign.testing.ConsoleStage;
import dev.countersign.testing.MailAddress;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server without a mail host offers nobody a code by mail, and lets nobody in with less. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class MailCodesWithoutMailTest {
  private static final String ASKED = "/sign-in/second?continue=%2Faccount&flow=";
  private static final String SET_UP = "/sign-in/set-up?continue=%2Faccount&flow=";
  private static final String[] ANSWER = {
    "<h1>No code can be sent to you</h1>",
    "The password of alice is right. The second step would be a code by e-mail, and this server"
        + " sends no e-mail.",
    "turn codes by e-mail off for your organisation (factor.mail-codes)",
    "href=\"/sign-in?continue=%2Faccount&amp;flow=&amp;again\""
  };

  private TestServer server;
  private Customer acme;
  private User alice;
  private PageClient browser;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    alice = server.user(acme, "alice");
    MailAddress.give(server, alice, true);
    browser = new PageClient(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoseSecondFactorWouldBeACodeByMailIsToldWhatToDo() {
    policy(Second.REQUIRED, true);
    assertThat(browser.signIn("alice").header("Location")).isEqualTo(ASKED);

    for (String path : new String[] {ASKED, ASKED + "&method=mail"}) {
      Answer page = browser.get(path);
      assertThat(page.status()).isEqualTo(403);
      assertThat(page.body()).contains(ANSWER).doesNotContain("Send the code");
    }
    Answer sent = browser.post("/sign-in/second", Map.of("method", "mail", "send", "yes"));
    assertThat(sent.status()).isEqualTo(403);
    assertThat(sent.body()).contains(ANSWER);
    assertThat(server.count("SELECT count(*) FROM outbox")).isZero();
    assertThat(server.count("SELECT count(*) FROM one_time_code")).isZero();
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
  }

  @Test
  void thePasswordAloneSetsNoAppUpInItsPlace() {
    policy(Second.REQUIRED, true);
    AppCodes apps = server.core().factors.apps;
    apps.begin(acme.id(), alice.id());
    AppOfCodes app =
        AppOfCodes.of(server, apps.unconfirmed(acme.id(), alice.id()).orElseThrow().text());
    browser.signIn("alice");
    browser.get("/sign-in");

    assertThat(browser.get(SET_UP).header("Location")).startsWith("/sign-in?");
    assertThat(browser.post("/sign-in/set-up", Map.of("code", app.code())).header("Location"))
        .startsWith("/sign-in?");
    assertThat(server.count("SELECT count(*) FROM totp_secret WHERE confirmed_at IS NOT NULL"))
        .isZero();
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
  }

  @Test
  void aCodeThatWasMadeBeforeIsNotTaken() {
    policy(Second.REQUIRED, true);
    browser.signIn("alice");
    String code = MailAddress.code(server, alice, browser);
    browser.get("/sign-in");

    Answer shown = browser.post("/sign-in/second", Map.of("method", "mail", "code", code));

    assertThat(shown.status()).isEqualTo(403);
    assertThat(shown.body()).contains(ANSWER);
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
  }

  @Test
  void whereCodesByMailAreTurnedOffAnAppIsSetUpOnTheWay() {
    policy(Second.REQUIRED, true);
    browser.signIn("alice");
    assertThat(browser.get(ASKED).body()).contains(ANSWER);

    policy(Second.REQUIRED, false);

    assertThat(browser.signIn("alice").header("Location")).isEqualTo(ASKED);
    assertThat(browser.get(ASKED).header("Location")).isEqualTo(SET_UP);
    assertThat(browser.get(SET_UP).body()).contains("<h1>Set up a second step</h1>");
  }

  @Test
  void whoseAccountIsToBeDeletedKeepsItWithNoLess() {
    policy(Second.REQUIRED, true);
    server.core().lifecycle.accounts.departures().plan(acme.id(), alice.id(), Origin.CLI);

    assertThat(browser.signIn("alice").header("Location")).isEqualTo(ASKED);
    assertThat(browser.get(ASKED).body()).contains(ANSWER);
  }

  @Test
  void anAdministratorIsToldToSetSomethingUp() {
    new ConsoleStage(server).promoted(acme, alice);
    browser.get("/sign-in?continue=/console");
    Answer signedIn =
        browser.post(
            "/sign-in",
            Map.of(
                "organisation",
                "acme",
                "user-name",
                "alice",
                "password",
                TestServer.PASSWORD,
                "continue",
                "/console"));

    assertThat(signedIn.header("Location")).isEqualTo("/console");
    Answer closed = browser.get("/console");
    assertThat(closed.status()).isEqualTo(403);
    assertThat(closed.body())
        .contains("The console asks for a second factor", "Set up a passkey, or an app");
  }

  /** What was reached is told; RFC 9470 leaves it to the application what it makes of it. */
  @Test
  void anApplicationThatWishesForTwoFactorsIsToldThatThereIsOne() {
    policy(Second.OPTIONAL, true);
    Client shop = Applications.add(server, acme, "Shop");
    String two = "&acr_values=urn%3Acountersign%3Aacr%3A2";

    Answer done = signInFor(Applications.authorize(shop) + two);

    assertThat(browser.get(done.header("Location")).header("Location")).startsWith("/consent");
    assertThat(server.rows("SELECT amr FROM session WHERE dialect = 'web'"))
        .containsExactly(Map.of("amr", "pwd"));
  }

  /**
   * OpenID Connect Core 1.0, section 5.5.1.1: "if this is an Essential Claim and the requirement
   * cannot be met, then the Authorization Server MUST treat that outcome as a failed authentication
   * attempt."
   */
  @Test
  void anApplicationThatInsistsOnTwoFactorsIsRefused() {
    policy(Second.OPTIONAL, true);
    Client shop = Applications.add(server, acme, "Shop");
    String claims =
        "&claims=%7B%22id_token%22%3A%7B%22acr%22%3A%7B%22essential%22%3Atrue%2C%22values%22%3A"
            + "%5B%22urn%3Acountersign%3Aacr%3A2%22%5D%7D%7D%7D";

    Answer done = signInFor(Applications.authorize(shop) + claims);

    assertThat(browser.get(done.header("Location")).header("Location"))
        .startsWith(Applications.REDIRECT + "?error=unmet_authentication_requirements&");
  }

  private Answer signInFor(String path) {
    Answer page = browser.get(browser.get(path).header("Location"));
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher hidden =
        Pattern.compile("type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")
            .matcher(page.body());
    while (hidden.find()) {
      fields.put(hidden.group(1), hidden.group(2).replace("&amp;", "&"));
    }
    fields.put("user-name", "alice");
    fields.put("password", TestServer.PASSWORD);
    Answer done = browser.post("/sign-in", fields);
    assertThat(done.header("Location")).startsWith("/oauth2/authorize?flow=");
    return done;
  }

  private void policy(Second second, boolean mailCodes) {
    server
        .core()
        .customerSettings
        .change(
            acme.id(),
            settings -> settings.withFactors(new FactorSettings(second, 0, mailCodes, false)),
            Origin.CLI);
  }
}
