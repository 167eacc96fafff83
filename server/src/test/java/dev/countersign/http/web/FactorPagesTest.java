package dev.countersign.http.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.testing.AppOfCodes;
import dev.countersign.testing.Authenticator;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passkeys, the app for codes and recovery codes on the account's pages, and passkeys' sign-in. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class FactorPagesTest {
  private final Authenticator authenticator = new Authenticator(TestServer.BASE_URL);
  private TestServer server;
  private User alice;
  private PageClient browser;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = TestServer.start(folder);
    Customer acme = server.customer("acme");
    alice = server.user(acme, "alice");
    browser = new PageClient(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aPasskeyIsAddedAndThenSignsInWithoutANameOrAPassword() {
    browser.signIn("alice");
    Answer added = addPasskey("My phone");
    assertThat(added.status()).isEqualTo(200);
    assertThat(added.body()).contains("<h1>Your recovery codes</h1>");
    assertThat(browser.get("/account/passkeys").header("Location")).startsWith("/sign-in/second?");

    PageClient another = new PageClient(server);
    Answer answer = passkeySignIn(another);

    assertThat(answer.header("Location")).isEqualTo("/account");
    assertThat(server.rows("SELECT amr FROM session ORDER BY id DESC").getFirst())
        .isEqualTo(Map.of("amr", "hwk user mfa"));
    assertThat(another.get("/account/passkeys").body()).contains("<bdi>My phone</bdi>");
  }

  @Test
  void aPasskeyIsTheSecondFactorBesideAPassword() {
    browser.signIn("alice");
    addPasskey("");
    PageClient another = new PageClient(server);
    Answer password = another.signIn("alice");
    Answer page = another.get(password.header("Location"));
    assertThat(page.body()).contains("Use your passkey", "passkeys.js");
    String answer = authenticator.get(Authenticator.options(page.body()));

    Answer done =
        another.post("/sign-in/second", Map.of("method", "passkey", "credential", answer));

    assertThat(done.header("Location")).isEqualTo("/account");
    assertThat(server.rows("SELECT amr FROM session ORDER BY id DESC").getFirst())
        .isEqualTo(Map.of("amr", "pwd hwk user mfa"));
  }

  @Test
  void aPasskeysAnswerIsTakenOnceAndFromTheBrowserThatWasAsked() {
    browser.signIn("alice");
    addPasskey("");
    PageClient another = new PageClient(server);
    Answer page = another.get("/sign-in");
    String credential = authenticator.get(Authenticator.options(page.body()));
    PageClient thief = new PageClient(server);
    thief.get("/sign-in");
    Answer stolen = thief.post("/sign-in/passkey", Map.of("credential", credential));
    assertThat(stolen.status()).isEqualTo(422);
    assertThat(another.post("/sign-in/passkey", Map.of("credential", credential)).status())
        .isEqualTo(303);
    assertThat(server.count("SELECT count(*) FROM session")).isEqualTo(2);
  }

  @Test
  void aDisabledPersonsPasskeySignsNobodyIn() {
    browser.signIn("alice");
    addPasskey("");
    server.core().users.disable(alice.customerId(), alice.id(), dev.countersign.domain.Origin.CLI);
    assertThat(passkeySignIn(new PageClient(server)).status()).isEqualTo(422);
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
  }

  @Test
  void anAppIsSetUpConfirmedAndRemoved() {
    browser.signIn("alice");
    assertThat(browser.get("/account/codes").body()).contains("Set up an app");
    browser.post("/account/codes/begin", Map.of());
    Answer page = browser.get("/account/codes");
    assertThat(browser.get("/account/codes").body()).contains(secret(page.body()));
    AppOfCodes app = AppOfCodes.of(server, secret(page.body()));

    Answer wrong = browser.post("/account/codes/confirm", Map.of("code", app.wrongCode()));
    assertThat(wrong.status()).isEqualTo(422);
    Answer done = browser.post("/account/codes/confirm", Map.of("code", app.code()));

    assertThat(codes(done.body())).hasSize(10).doesNotHaveDuplicates();
    app.pass(1);
    Answer step = browser.get("/account/codes");
    assertThat(step.header("Location")).startsWith("/sign-in/second?continue=%2Faccount%2Fcodes");
    browser.get(step.header("Location"));
    Answer shown =
        browser.post(
            "/sign-in/second",
            Map.of("method", "app", "code", app.code(), "continue", "/account/codes"));
    assertThat(shown.header("Location")).isEqualTo("/account/codes");
    assertThat(server.rows("SELECT amr FROM session"))
        .containsExactly(Map.of("amr", "pwd otp mfa"));
    assertThat(browser.get("/account/codes").body()).contains("Remove the app");
    browser.post("/account/codes/remove", Map.of());
    assertThat(server.count("SELECT count(*) FROM totp_secret")).isZero();
    assertThat(server.count("SELECT count(*) FROM recovery_code")).isZero();
  }

  @Test
  void makingASessionStrongerKeepsTheSessionAndChangesTheCookie() {
    AppOfCodes app = AppOfCodes.setUp(server, alice);
    browser.signIn("alice");
    browser.get("/sign-in/second");
    browser.post("/sign-in/second", Map.of("method", "app", "code", app.code()));
    Object session = server.rows("SELECT id FROM session").getFirst().get("id");
    String before = browser.cookie(PageClient.COOKIE);
    server.clock().advance(Duration.ofMinutes(16));
    Answer step = browser.get("/account/recovery-codes");
    browser.get(step.header("Location"));
    browser.post(
        "/sign-in/second",
        Map.of("method", "app", "code", app.code(), "continue", "/account/recovery-codes"));

    assertThat(server.rows("SELECT id, auth_time FROM session"))
        .containsExactly(
            Map.of("id", session, "auth_time", server.clock().instant().toEpochMilli()));
    assertThat(browser.cookie(PageClient.COOKIE)).isNotEqualTo(before);
    PageClient thief = new PageClient(server);
    thief.plant(PageClient.COOKIE, before);
    assertThat(thief.get("/account/recovery-codes").header("Location")).startsWith("/sign-in?");
    assertThat(browser.get("/account/recovery-codes").body()).contains("10 of them are left.");
  }

  @Test
  void whoSignedInLongAgoShowsThePasswordOnceMoreBeforeFactorsAreChanged() {
    browser.signIn("alice");
    browser.get("/sign-out");
    server.clock().advance(Duration.ofMinutes(16));

    Answer answer = browser.get("/account/codes");

    assertThat(answer.header("Location"))
        .isEqualTo("/sign-in?continue=%2Faccount%2Fcodes&flow=&again");
    assertThat(browser.post("/account/codes/begin", Map.of()).header("Location"))
        .endsWith("&again");
    assertThat(server.count("SELECT count(*) FROM totp_secret")).isZero();
    assertThat(browser.get(answer.header("Location")).status()).isEqualTo(200);
    Answer again =
        browser.post(
            "/sign-in",
            Map.of(
                "user-name",
                "alice",
                "password",
                TestServer.PASSWORD,
                "continue",
                "/account/codes"));
    assertThat(again.header("Location")).isEqualTo("/account/codes");
    assertThat(browser.get("/account/codes").status()).isEqualTo(200);
    assertThat(server.count("SELECT count(*) FROM session")).isEqualTo(1);
  }

  @Test
  void newRecoveryCodesReplaceTheOld() {
    AppOfCodes app = AppOfCodes.setUp(server, alice);
    browser.signIn("alice");
    browser.get("/sign-in/second");
    browser.post("/sign-in/second", Map.of("method", "app", "code", app.code()));
    browser.get("/account/recovery-codes");
    List<String> first = codes(browser.post("/account/recovery-codes", Map.of()).body());
    browser.get("/account/recovery-codes");
    List<String> second = codes(browser.post("/account/recovery-codes", Map.of()).body());
    assertThat(first).hasSize(10).doesNotContainAnyElementsOf(second);
    assertThat(server.count("SELECT count(*) FROM recovery_code")).isEqualTo(10);
  }

  private Answer addPasskey(String name) {
    Answer page = browser.get("/account/passkeys");
    String credential = authenticator.create(Authenticator.options(page.body()));
    return browser.post("/account/passkeys", Map.of("credential", credential, "name", name));
  }

  private Answer passkeySignIn(PageClient one) {
    Answer page = one.get("/sign-in");
    String credential = authenticator.get(Authenticator.options(page.body()));
    return one.post("/sign-in/passkey", Map.of("credential", credential));
  }

  private static List<String> codes(String page) {
    return Pattern.compile("<li><code>([A-Z2-7-]+)</code></li>")
        .matcher(page)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static String secret(String page) {
    Matcher found = Pattern.compile("<code class=\"secret\">([A-Z2-7 ]+)</code>").matcher(page);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}
