package dev.countersign.http.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInPageTest {
  @TempDir Path folder;
  private TestServer server;
  private Customer acme;
  private PageClient browser;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    server.user(acme, "alice");
    browser = new PageClient(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void thePageAsksForNameAndPassword() {
    Answer answer = browser.get("/sign-in");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains(
            "<h1>Sign in</h1>",
            "<label for=\"user-name\">Name</label>",
            "autocomplete=\"username webauthn\"",
            "<label for=\"password\">Password</label>",
            "autocomplete=\"current-password\"")
        .doesNotContain("<script>", "style=", "onclick", "http://", "https://");
    assertThat(answer.header("Set-Cookie"))
        .matches("__Host-countersign=[A-Za-z0-9]{64}; Path=/; Secure; HttpOnly; SameSite=Lax");
  }

  @Test
  void thePageIsGuardedByHeaders() {
    Answer answer = browser.get("/sign-in");

    assertThat(answer.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri"
                + " 'none'");
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void theRightPasswordSignsInAndLeadsToTheAccount() {
    Answer answer = browser.signIn("alice");

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo("/account");
    assertThat(server.rows("SELECT dialect, amr FROM session"))
        .containsExactly(Map.of("dialect", "web", "amr", "pwd"));
    assertThat(browser.get("/sign-in").header("Location")).isEqualTo("/account");
  }

  @Test
  void theCookieChangesAtSignInSoThatAPlantedOneIsWorthNothing() {
    browser.get("/sign-in");
    String before = browser.cookie(PageClient.COOKIE);
    browser.post("/sign-in", Map.of("user-name", "alice", "password", TestServer.PASSWORD));
    String after = browser.cookie(PageClient.COOKIE);
    PageClient attacker = new PageClient(server);
    attacker.plant(PageClient.COOKIE, before);

    assertThat(after).isNotEqualTo(before);
    assertThat(attacker.get("/sign-out").header("Location")).isEqualTo("/sign-in?signed-out");
  }

  @Test
  void theCookieIsNoBearerToken() {
    browser.signIn("alice");
    String cookie = browser.cookie(PageClient.COOKIE);

    Answer plain = server.get("/verify", "Authorization", "Bearer " + cookie);
    Answer separated = server.get("/verify", "Authorization", "Bearer cookie:" + cookie);

    assertThat(List.of(plain.status(), separated.status())).containsExactly(401, 401);
  }

  @Test
  void aWrongPasswordIsToldWithoutSayingWhetherTheNameExists() {
    Answer known = browser.signIn("alice", "wrong");
    Answer unknown = browser.signIn("bob", "wrong");

    assertThat(known.status()).isEqualTo(422);
    assertThat(known.body())
        .contains(
            "<title>Not yet: Sign in · Countersign</title>",
            "role=\"alert\"",
            "The name or the password is not right. Check both and try again.",
            "href=\"#user-name\"",
            "value=\"alice\"")
        .doesNotContain("wrong\"");
    assertThat(bare(unknown.body())).isEqualTo(bare(known.body()));
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
  }

  private static String bare(String body) {
    return body.replaceAll("(value|data-options)=\"[^\"]*\"", "");
  }

  @Test
  void whatIsMissingIsAskedFor() {
    Answer answer = browser.signIn("", "");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains(
            "Enter your name.",
            "aria-invalid=\"true\"",
            "aria-describedby=\"user-name-problem\"",
            "Enter your password.");
  }

  @Test
  void tooManyGuessesAreHeldUp() {
    Answer answer = browser.signIn("alice", "wrong");
    for (int i = 0; i < 20 && answer.status() == 422; i++) {
      answer = browser.signIn("alice", "wrong");
    }

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isNotEmpty();
    assertThat(answer.body()).contains("There were too many attempts. Wait ");
  }

  @Test
  void aFormWithoutTheTokenChangesNothing() {
    browser.get("/sign-in");

    Answer answer =
        browser.send("/sign-in", Map.of("user-name", "alice", "password", TestServer.PASSWORD));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("<h1>This form is out of date</h1>", "href=\"/sign-in\"");
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
  }

  @Test
  void aFormWithTheTokenOfAnotherBrowserChangesNothing() {
    PageClient attacker = new PageClient(server);
    attacker.get("/sign-in");
    browser.get("/sign-in");

    Answer answer =
        browser.send(
            "/sign-in",
            Map.of(
                "csrf", attacker.token(), "user-name", "alice", "password", TestServer.PASSWORD));

    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void aFormThatAnotherSiteSendsChangesNothing() {
    browser.get("/sign-in");

    Answer answer =
        browser.post(
            "/sign-in",
            Map.of("user-name", "alice", "password", TestServer.PASSWORD),
            "Sec-Fetch-Site",
            "cross-site");

    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void whoeverSendsNoCookieIsToldWhatToDo() {
    browser.get("/sign-in");
    PageClient without = new PageClient(server);

    Answer answer = without.send("/sign-in", Map.of("csrf", browser.token(), "user-name", "alice"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("<h1>Your browser sent no cookie</h1>", "http://");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example/account",
        "/\\evil.example",
        "/account//evil.example",
        "/account/..//evil.example",
        "/account/../oauth2/logout",
        "/account/./password",
        "/account/..?x",
        "/account\r\nLocation: https://evil.example",
        "javascript:alert(1)",
        "/account@evil.example",
        "/sign-out",
        "/accounting"
      })
  void afterSigningInNobodyIsLedAstray(String next) {
    browser.get("/sign-in");

    Answer answer =
        browser.post(
            "/sign-in",
            Map.of("user-name", "alice", "password", TestServer.PASSWORD, "continue", next));

    assertThat(answer.header("Location")).isEqualTo("/account");
  }

  @Test
  void aPageOfOursIsGoneOnTo() {
    browser.get("/sign-in");

    Answer answer =
        browser.post(
            "/sign-in",
            Map.of(
                "user-name",
                "alice",
                "password",
                TestServer.PASSWORD,
                "continue",
                "/device?user_code=ABCD-EFGH"));

    assertThat(answer.header("Location")).isEqualTo("/device?user_code=ABCD-EFGH");
  }

  @Test
  void signingOutEndsTheSessionAndTheCookie() {
    browser.signIn("alice");
    String cookie = browser.cookie(PageClient.COOKIE);
    browser.get("/sign-out");

    Answer answer = browser.post("/sign-out", Map.of());

    assertThat(answer.header("Location")).isEqualTo("/sign-in?signed-out");
    assertThat(answer.header("Set-Cookie"))
        .isEqualTo("__Host-countersign=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
    browser.plant(PageClient.COOKIE, cookie);
    assertThat(browser.get("/sign-in?signed-out").body()).contains("You are signed out.");
  }

  @Test
  void aLinkAloneSignsNobodyOut() {
    browser.signIn("alice");

    Answer answer = browser.get("/sign-out");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("You are signed in as alice in this browser.");
    assertThat(server.count("SELECT count(*) FROM session")).isOne();
  }

  @Test
  void theSignInOfSomebodyElseInTheSameBrowserEndsTheOneBefore() {
    server.user(acme, "bob");
    browser.signIn("alice");
    String before = browser.cookie(PageClient.COOKIE);
    browser.get("/sign-out");
    browser.post("/sign-in", Map.of("user-name", "bob", "password", TestServer.PASSWORD));

    assertThat(server.count("SELECT count(*) FROM session")).isOne();
    assertThat(browser.cookie(PageClient.COOKIE)).isNotEqualTo(before);
  }

  @Test
  void aDisabledPersonIsSignedOutAtOnce() {
    browser.signIn("alice");
    var alice = server.core().users.find(acme.id(), "alice").orElseThrow();

    server.core().users.disable(acme.id(), alice.id(), dev.countersign.domain.Origin.CLI);

    assertThat(browser.get("/sign-out").header("Location")).isEqualTo("/sign-in?signed-out");
  }
}
