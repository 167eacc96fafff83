package dev.countersign.http.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.crypto.Secret;
import dev.countersign.customer.FactorSettings;
import dev.countersign.customer.FactorSettings.Second;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.factor.AppCodes;
import dev.countersign.passkey.PasskeyRegistration;
import dev.countersign.testing.AppOfCodes;
import dev.countersign.testing.Authenticator;
import dev.countersign.testing.MailAddress;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class SecondStepTest {
  private static final String ASKED = "/sign-in/second?continue=%2Faccount&flow=";

  private TestServer server;
  private Customer acme;
  private User alice;
  private PageClient browser;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = TestServer.start(folder, MailAddress.MAIL_HOST);
    acme = server.customer("acme");
    alice = server.user(acme, "alice");
    browser = new PageClient(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void withAnAppSetUpThePasswordLeadsToTheSecondStepAndToNoSession() {
    AppOfCodes.setUp(server, alice);

    Answer answer = browser.signIn("alice");

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo(ASKED);
    assertThat(answer.header("Set-Cookie"))
        .matches(
            "__Host-sign-in-step=[A-Za-z0-9]{64}; Path=/; Secure; HttpOnly; SameSite=Lax;"
                + " Max-Age=600");
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
    assertThat(browser.get("/account/password").header("Location")).startsWith("/sign-in?");
    assertThat(browser.get(ASKED).body())
        .contains(
            "<h1>One more step</h1>",
            "You are signing in as alice.",
            "autocomplete=\"one-time-code\"",
            "Use a recovery code")
        .doesNotContain("Use a passkey", "Have a code sent");
  }

  @Test
  void theCodeOfTheAppSignsIn() {
    AppOfCodes app = AppOfCodes.setUp(server, alice);
    browser.signIn("alice");

    Answer answer = show("app", app.code());

    assertThat(answer.header("Location")).isEqualTo("/account");
    assertThat(amr()).containsExactly("pwd otp mfa");
    assertThat(server.count("SELECT count(*) FROM pending_sign_in")).isZero();
    assertThat(browser.cookie("__Host-sign-in-step")).isEmpty();
    assertThat(browser.get("/sign-in").header("Location")).isEqualTo("/account");
    assertThat(server.rows("SELECT outcome, detail FROM audit_event WHERE kind='second_factor'"))
        .containsExactly(Map.of("outcome", "success", "detail", "{\"factor\":\"app\"}"));
  }

  /** RFC 6238, section 5.2: "The verifier MUST NOT accept the second attempt of the OTP". */
  @Test
  void aCodeIsTakenOnce() {
    AppOfCodes app = AppOfCodes.setUp(server, alice);
    browser.signIn("alice");
    show("app", app.code());
    PageClient other = new PageClient(server);
    other.signIn("alice");

    Answer answer = show(other, "app", app.code());

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains(
            "That code has been used. Wait for the next one your app shows, and enter that.",
            "aria-invalid=\"true\"")
        .doesNotContain("That is not the code.");
    assertThat(show(other, "app", app.wrongCode()).body()).contains("That is not the code.");
    assertThat(
            server.rows("SELECT outcome FROM audit_event WHERE kind = 'second_factor' ORDER BY id"))
        .extracting(row -> row.get("outcome"))
        .containsExactly("success", "code_used", "wrong_credentials");
    app.pass(1);
    assertThat(show(other, "app", app.code()).header("Location")).isEqualTo("/account");
  }

  @Test
  void aUsedCodeShownAgainAndAgainEndsTheSignInAndIsHeldUpLikeWrongOnes() {
    AppOfCodes app = AppOfCodes.setUp(server, alice);
    browser.signIn("alice");
    show("app", app.code());
    List<Integer> statuses = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      PageClient attacker = new PageClient(server);
      attacker.signIn("alice");
      for (int i = 0; i < 5; i++) {
        statuses.add(show(attacker, "app", app.code()).status());
      }
    }
    assertThat(statuses).startsWith(422, 422, 422, 422, 303).contains(429);
  }

  @Test
  void aSignInThatWaitsEndsAfterFiveWrongCodes() {
    AppOfCodes app = AppOfCodes.setUp(server, alice);
    browser.signIn("alice");
    for (int i = 0; i < 4; i++) {
      assertThat(show("app", app.wrongCode()).status()).isEqualTo(422);
    }
    assertThat(show("app", app.wrongCode()).header("Location"))
        .isEqualTo("/sign-in?continue=%2Faccount&flow=&again");
    assertThat(show("app", app.code()).header("Location")).endsWith("&again");
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
  }

  @Test
  void signingInAgainForgetsNoWrongCodes() {
    AppOfCodes app = AppOfCodes.setUp(server, alice);
    List<Integer> statuses = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      PageClient attacker = new PageClient(server);
      attacker.signIn("alice");
      for (int i = 0; i < 4; i++) {
        statuses.add(show(attacker, "app", app.wrongCode()).status());
      }
    }
    assertThat(statuses).startsWith(422, 422, 422).contains(429);
  }

  @Test
  void aSignInWaitsForTenMinutes() {
    AppOfCodes app = AppOfCodes.setUp(server, alice);
    browser.signIn("alice");
    server.clock().advance(Duration.ofMinutes(10));
    assertThat(show("app", app.code()).header("Location")).startsWith("/sign-in?");
  }

  @Test
  void aNewPasswordEndsASignInThatWaits() {
    AppOfCodes app = AppOfCodes.setUp(server, alice);
    browser.signIn("alice");
    server
        .core()
        .users
        .setPassword(
            acme.id(),
            alice.id(),
            dev.countersign.crypto.Secret.of("another horse battery staple"),
            Origin.CLI);
    assertThat(show("app", app.code()).status()).isNotEqualTo(200);
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
  }

  @Test
  void aFormWithoutTheTokenOfItsPageIsRefused() {
    AppOfCodes app = AppOfCodes.setUp(server, alice);
    browser.signIn("alice");
    Answer answer = browser.send("/sign-in/second", Map.of("method", "app", "code", app.code()));
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void aRecoveryCodeSignsInOnceHoweverItIsTyped() {
    AppOfCodes.setUp(server, alice);
    String code =
        server.core().factors.recovery.renew(acme.id(), alice.id(), Origin.CLI).getFirst();
    assertThat(code).matches("[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}");
    browser.signIn("alice");
    assertThat(
            show("recovery", code.toLowerCase(java.util.Locale.ROOT).replace("-", " "))
                .header("Location"))
        .isEqualTo("/account");
    PageClient other = new PageClient(server);
    other.signIn("alice");
    assertThat(show(other, "recovery", code).status()).isEqualTo(422);
    assertThat(server.count("SELECT count(*) FROM recovery_code")).isEqualTo(9);
  }

  @Test
  void noCodeIsMailedToAnAddressThatNobodyConfirmed() {
    policy(new FactorSettings(Second.REQUIRED, 0, true, false));
    browser.signIn("alice");
    browser.get(browser.get(ASKED).header("Location"));
    browser.post("/sign-in/second", Map.of("method", "mail", "send", "yes"));
    assertThat(server.count("SELECT count(*) FROM outbox")).isZero();
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
  }

  @Test
  void noCodeIsMailedToWhoHasAnApp() {
    AppOfCodes.setUp(server, alice);
    confirmAddress();
    long before = server.count("SELECT count(*) FROM outbox");
    browser.signIn("alice");
    assertThat(browser.get(ASKED).body()).doesNotContain("Have a code sent");
    Answer answer = browser.post("/sign-in/second", Map.of("method", "mail", "send", "yes"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(server.count("SELECT count(*) FROM outbox")).isEqualTo(before);
    assertThat(show("mail", mailed()).status()).isEqualTo(422);
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
  }

  @Test
  void noCodeIsMailedToWhoHasAPasskey() {
    PasskeyRegistration registration = server.core().factors.passkeys.registration();
    Authenticator authenticator = new Authenticator(TestServer.BASE_URL);
    String options =
        new String(
            dev.countersign.http.Reply.json(200, registration.options(alice, "acme", "a")).body(),
            StandardCharsets.UTF_8);
    registration.add(alice, authenticator.create(options), "", "a", Origin.CLI);
    confirmAddress();
    browser.signIn("alice");
    assertThat(browser.get(ASKED).body()).doesNotContain("Have a code sent");
    assertThat(show("mail", mailed()).status()).isEqualTo(422);
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
  }

  @Test
  void theCodeFromAMailToTheConfirmedAddressSignsInOnce() {
    policy(new FactorSettings(Second.REQUIRED, 0, true, false));
    confirmAddress();
    browser.signIn("alice");
    assertThat(browser.get(ASKED + "&method=mail").body()).contains("Send the code");
    Answer sent = browser.post("/sign-in/second", Map.of("method", "mail", "send", "yes"));
    assertThat(sent.header("Location")).isEqualTo(ASKED + "&method=mail");
    assertThat(server.count("SELECT count(*) FROM outbox")).isOne();
    assertThat(browser.get(sent.header("Location")).body()).contains("Code from the e-mail");
    String code = mailed();

    assertThat(show("mail", "x" + code).status()).isEqualTo(422);
    assertThat(show("mail", code).header("Location")).isEqualTo("/account");

    assertThat(amr()).containsExactly("pwd otp mfa");
    assertThat(server.count("SELECT count(*) FROM one_time_code WHERE approves = 'second_factor'"))
        .isOne();
  }

  @Test
  void aSixthCodeWithinAnHourIsNotMailed() {
    policy(new FactorSettings(Second.REQUIRED, 0, true, false));
    confirmAddress();
    browser.signIn("alice");
    for (int i = 0; i < 5; i++) {
      browser.get(ASKED + "&method=mail");
      assertThat(browser.post("/sign-in/second", Map.of("method", "mail", "send", "yes")).status())
          .isEqualTo(303);
    }
    browser.get(ASKED + "&method=mail");
    Answer sixth = browser.post("/sign-in/second", Map.of("method", "mail", "send", "yes"));
    assertThat(sixth.status()).isEqualTo(422);
    assertThat(sixth.body()).contains("No code could be sent now.");
    assertThat(server.count("SELECT count(*) FROM outbox")).isEqualTo(5);
  }

  @Test
  void aBrowserIsRememberedWhereTheCustomerAllowsIt() {
    policy(new FactorSettings(Second.OPTIONAL, 30, true, false));
    AppOfCodes app = AppOfCodes.setUp(server, alice);
    browser.signIn("alice");
    assertThat(browser.get(ASKED).body()).contains("for 30 days");
    Map<String, String> fields = fields("app", app.code());
    fields.put("remember", "yes");
    assertThat(browser.post("/sign-in/second", fields).header("Location")).isEqualTo("/account");
    browser.post("/sign-out", Map.of());

    assertThat(browser.signIn("alice").header("Location")).isEqualTo("/account");
    assertThat(amr()).containsExactly("pwd");
    assertThat(new PageClient(server).signIn("alice").header("Location")).isEqualTo(ASKED);
    server.clock().advance(Duration.ofDays(30));
    browser.post("/sign-out", Map.of());
    assertThat(browser.signIn("alice").header("Location")).isEqualTo(ASKED);
  }

  @Test
  void aBrowserIsNotRememberedWhereTheCustomerDoesNotAllowIt() {
    AppOfCodes app = AppOfCodes.setUp(server, alice);
    browser.signIn("alice");
    assertThat(browser.get(ASKED).body()).doesNotContain("remember");
    Map<String, String> fields = fields("app", app.code());
    fields.put("remember", "yes");
    browser.post("/sign-in/second", fields);
    assertThat(server.count("SELECT count(*) FROM remembered_browser")).isZero();
  }

  @Test
  void withThePolicyOffThePasswordIsEnough() {
    policy(new FactorSettings(Second.OFF, 0, true, false));
    AppOfCodes.setUp(server, alice);
    assertThat(browser.signIn("alice").header("Location")).isEqualTo("/account");
  }

  @Test
  void whoHasNothingWhereItIsRequiredSetsUpAnAppOnTheWay() {
    policy(new FactorSettings(Second.REQUIRED, 0, true, false));
    assertThat(browser.signIn("alice").header("Location")).isEqualTo(ASKED);
    Answer led = browser.get(ASKED);
    assertThat(led.header("Location")).isEqualTo("/sign-in/set-up?continue=%2Faccount&flow=");
    Answer page = browser.get(led.header("Location"));
    AppOfCodes app = AppOfCodes.of(server, secret(page.body()));
    assertThat(qr(page.body())).startsWith("<svg xmlns=");

    Answer wrong = browser.post("/sign-in/set-up", Map.of("code", app.wrongCode()));
    assertThat(wrong.status()).isEqualTo(422);
    Answer done = browser.post("/sign-in/set-up", Map.of("code", app.code()));

    assertThat(done.status()).isEqualTo(200);
    assertThat(done.body()).contains("<h1>Your recovery codes</h1>", "download=");
    assertThat(amr()).containsExactly("pwd otp mfa");
    assertThat(server.count("SELECT count(*) FROM recovery_code")).isEqualTo(10);
  }

  @Test
  void whoHasAFactorCannotSetUpAnotherWithThePasswordAlone() {
    AppOfCodes.setUp(server, alice);
    browser.signIn("alice");
    assertThat(browser.get("/sign-in/set-up?continue=%2Faccount&flow=").header("Location"))
        .startsWith("/sign-in?");
    PasskeyRegistration registration = server.core().factors.passkeys.registration();
    User bob = server.user(acme, "bob");
    Authenticator authenticator = new Authenticator(TestServer.BASE_URL);
    String options =
        new String(
            dev.countersign.http.Reply.json(200, registration.options(bob, "acme", "b")).body(),
            StandardCharsets.UTF_8);
    registration.add(bob, authenticator.create(options), "", "b", Origin.CLI);
    AppCodes apps = server.core().factors.apps;
    apps.begin(acme.id(), bob.id());
    AppOfCodes app =
        AppOfCodes.of(server, apps.unconfirmed(acme.id(), bob.id()).orElseThrow().text());
    PageClient attacker = new PageClient(server);
    attacker.signIn("bob");
    attacker.get(ASKED);
    assertThat(attacker.post("/sign-in/set-up", Map.of("code", app.code())).header("Location"))
        .startsWith("/sign-in?");
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
  }

  @Test
  void whoseAccountIsToBeDeletedShowsTheSecondFactorBeforeItIsKept() {
    AppOfCodes app = AppOfCodes.setUp(server, alice);
    server.core().lifecycle.accounts.departures().plan(acme.id(), alice.id(), Origin.CLI);

    assertThat(browser.signIn("alice").header("Location")).isEqualTo(ASKED);
    assertThat(show("app", app.wrongCode()).status()).isEqualTo(422);
    Answer offered = show("app", app.code());

    assertThat(offered.header("Location")).startsWith("/restore-account?token=");
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
    assertThat(browser.cookie("__Host-sign-in-step")).isEmpty();
    browser.get(offered.header("Location"));
    String token = offered.header("Location").substring("/restore-account?token=".length());
    assertThat(browser.post("/restore-account", Map.of("token", token)).body())
        .contains("<h1>Your account stays</h1>");
  }

  @Test
  void aMailedCodeIsNoSecondFactorBesideAPasswordThatWasChosenByMail() {
    policy(new FactorSettings(Second.REQUIRED, 0, true, false));
    confirmAddress();
    choseByMail();
    browser.signIn("alice");
    Answer led = browser.get(ASKED + "&method=mail");
    assertThat(led.header("Location")).startsWith("/sign-in/set-up?");
    browser.post("/sign-in/second", Map.of("method", "mail", "send", "yes"));
    assertThat(server.count("SELECT count(*) FROM outbox")).isZero();

    var users = server.core().users;
    users.setPassword(acme.id(), alice.id(), Secret.of(TestServer.PASSWORD), Origin.CLI);
    browser.signIn("alice");
    assertThat(browser.get(ASKED + "&method=mail").body()).contains("Send the code");
  }

  @Test
  void changingThePasswordOnceMoreWithTheMailboxAloneHelpsNobody() {
    confirmAddress();
    choseByMail();
    browser.signIn("alice");
    browser.get("/account/password");
    String another = "yet another horse battery";
    browser.post(
        "/account/password",
        Map.of("present-password", TestServer.PASSWORD, "new-password", another));
    policy(new FactorSettings(Second.REQUIRED, 0, true, false));

    PageClient anew = new PageClient(server);
    assertThat(anew.signIn("alice", another).header("Location")).isEqualTo(ASKED);
    assertThat(anew.get(ASKED + "&method=mail").header("Location")).startsWith("/sign-in/set-up?");
  }

  private void choseByMail() {
    server
        .core()
        .store
        .write(tx -> {
          tx.users().notePasswordByMail(tx.users().byId(acme.id(), alice.id()).orElseThrow());
          return true;
        });
  }

  @Test
  void noMoreThanTenSignInsOfOnePersonWait() {
    AppOfCodes app = AppOfCodes.setUp(server, alice);
    for (int i = 0; i < 12; i++) {
      server.clock().advance(Duration.ofSeconds(1));
      new PageClient(server).signIn("alice");
    }
    server.clock().advance(Duration.ofSeconds(1));
    browser.signIn("alice");

    assertThat(server.count("SELECT count(*) FROM pending_sign_in")).isEqualTo(10);
    assertThat(show("app", app.code()).header("Location")).isEqualTo("/account");
  }

  private void confirmAddress() {
    MailAddress.give(server, alice, true);
  }

  private String mailed() {
    return MailAddress.code(server, alice, browser);
  }

  private void policy(FactorSettings factors) {
    server
        .core()
        .customerSettings
        .change(acme.id(), settings -> settings.withFactors(factors), Origin.CLI);
  }

  private Answer show(String method, String code) {
    return show(browser, method, code);
  }

  private static Answer show(PageClient one, String method, String code) {
    one.get(ASKED + "&method=" + method);
    return one.post("/sign-in/second", fields(method, code));
  }

  private static Map<String, String> fields(String method, String code) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("method", method);
    fields.put("code", code);
    fields.put("continue", "/account");
    fields.put("flow", "");
    return fields;
  }

  private List<Object> amr() {
    return server.rows("SELECT amr FROM session").stream().map(row -> row.get("amr")).toList();
  }

  private static String secret(String page) {
    return found(page, "<code class=\"secret\">([A-Z2-7 ]+)</code>");
  }

  private static String qr(String page) {
    String encoded = found(page, "src=\"data:image/svg\\+xml;base64,([A-Za-z0-9+/=]+)\"");
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }

  private static String found(String page, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    assertThat(matcher.find()).as(pattern + " in " + page).isTrue();
    return matcher.group(1);
  }
}
