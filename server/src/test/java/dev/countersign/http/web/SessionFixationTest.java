package dev.countersign.http.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.domain.User;
import dev.countersign.testing.AppOfCodes;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.OAuthStage.Party;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever somebody put into a person's browser before, or read there, is worth nothing after the
 * sign-in: RFC 9700, section 4.7, and RFC 6749, section 10.12, rest on a session that is the
 * person's own.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class SessionFixationTest {
  private static final String FLOW = "__Host-countersign-flow";

  private static OAuthStage stage;
  private static TestServer server;

  @BeforeAll
  static void start(@TempDir Path folder) {
    stage = new OAuthStage(folder);
    server = stage.server;
    server.user(stage.acme, "mallory");
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  private static PageClient with(String cookie) {
    PageClient browser = new PageClient(server);
    browser.plant(PageClient.COOKIE, cookie);
    return browser;
  }

  private static String nameShown(PageClient browser) {
    Answer answer = browser.get("/sign-out");
    if (answer.status() != 200) {
      return "nobody";
    }
    return answer.body().contains("signed in as alice") ? "alice" : "somebody else";
  }

  @Test
  void aPlantedCookieIsNoSessionAfterTheSignIn() {
    PageClient mallory = new PageClient(server);
    mallory.get("/sign-in");
    String ofNobody = mallory.cookie(PageClient.COOKIE);
    mallory.signIn("mallory");
    String ofMallory = mallory.cookie(PageClient.COOKIE);

    for (String planted : List.of(ofNobody, ofMallory, "A".repeat(64))) {
      PageClient alice = with(planted);
      alice.get("/sign-in?again");
      alice.post("/sign-in", Map.of("user-name", "alice", "password", TestServer.PASSWORD));

      assertThat(alice.cookie(PageClient.COOKIE)).matches("[A-Za-z0-9]{64}").isNotEqualTo(planted);
      assertThat(nameShown(alice)).isEqualTo("alice");
      assertThat(nameShown(with(planted))).isNotEqualTo("alice");
    }
  }

  @Test
  void aPlantedCookieIsNoSessionAfterTheSecondStep() {
    User bob = server.user(stage.acme, "bob");
    AppOfCodes app = AppOfCodes.setUp(server, bob);
    PageClient victim = new PageClient(server);
    victim.get("/sign-in");
    String before = victim.cookie(PageClient.COOKIE);
    victim.signIn("bob");
    String between = victim.cookie(PageClient.COOKIE);
    String step = victim.cookie("__Host-sign-in-step");
    victim.get("/sign-in/second");
    victim.post("/sign-in/second", Map.of("method", "app", "code", app.code()));
    String after = victim.cookie(PageClient.COOKIE);

    assertThat(after).isNotEqualTo(before).isNotEqualTo(between);
    for (String old : List.of(before, between)) {
      PageClient attacker = with(old);
      attacker.plant("__Host-sign-in-step", step);
      assertThat(nameShown(attacker)).isEqualTo("nobody");
      assertThat(attacker.get("/account").header("Location")).startsWith("/sign-in?");
    }
  }

  @Test
  void theTokenOfAFormFromBeforeTheSignInIsNoneAfterIt() {
    PageClient browser = new PageClient(server);
    browser.get("/sign-in");
    String before = browser.token();
    browser.signIn("alice");

    Answer answer = browser.send("/sign-out", Map.of("csrf", before));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(nameShown(browser)).isEqualTo("alice");
  }

  @Test
  void ofTwoCookiesOfOneNameNoneIsBelieved() {
    PageClient alice = new PageClient(server);
    alice.signIn("alice");
    PageClient mallory = new PageClient(server);
    mallory.signIn("mallory");
    String two =
        PageClient.COOKIE
            + "="
            + mallory.cookie(PageClient.COOKIE)
            + "; "
            + PageClient.COOKIE
            + "="
            + alice.cookie(PageClient.COOKIE);

    assertThat(server.get("/account", "Cookie", two).header("Location")).startsWith("/sign-in?");
  }

  /** A cookie without the prefix could have been set by a neighbouring host. */
  @Test
  void aCookieWithoutTheHostPrefixIsNotRead() {
    PageClient alice = new PageClient(server);
    alice.signIn("alice");
    String value = alice.cookie(PageClient.COOKIE);

    for (String name : List.of("countersign", "__Secure-countersign", "__host-countersign")) {
      assertThat(server.get("/account", "Cookie", name + "=" + value).header("Location"))
          .as(name)
          .startsWith("/sign-in?");
    }
  }

  /** RFC 6265bis, section 4.1.3.2, for the prefix; no cookie is for scripts or for other sites. */
  @Test
  void everyCookieIsForThisHostAlone() {
    PageClient browser = new PageClient(server);
    Party party = stage.client(settings -> settings.consent(ConsentPolicy.IMPLICIT));
    for (Answer answer :
        List.of(browser.get("/sign-in"), browser.get(authorize(party)), browser.signIn("alice"))) {
      List<String> cookies = answer.headers().getOrDefault("set-cookie", List.of());
      assertThat(cookies).isNotEmpty();
      for (String cookie : cookies) {
        assertThat(cookie)
            .matches("__Host-[a-z-]+=[A-Za-z0-9]*; Path=/; Secure; HttpOnly; SameSite=Lax");
      }
    }
  }

  private static String authorize(Party party) {
    return "/oauth2/authorize?"
        + OAuthStage.encoded(
            "client_id",
            party.id(),
            "response_type",
            "code",
            "redirect_uri",
            OAuthStage.REDIRECT,
            "scope",
            "openid");
  }

  /** Somebody begins a flow, has another person sign in for it, and comes back for the code. */
  @Test
  void aFlowThatSomebodyElseBeganBringsThemNothing() {
    Party party = stage.client(settings -> settings.consent(ConsentPolicy.IMPLICIT));
    PageClient attacker = new PageClient(server);
    String page = attacker.get(authorize(party)).header("Location");
    String flow = page.substring(page.indexOf("flow=") + 5);
    long codes = server.count("SELECT count(*) FROM authorization_code");

    PageClient victim = new PageClient(server);
    victim.get(page);
    Answer signedIn =
        victim.post(
            "/sign-in",
            Map.of("user-name", "alice", "password", TestServer.PASSWORD, "flow", flow));
    Answer led = victim.get("/oauth2/authorize?flow=" + flow);
    Answer back = attacker.get("/oauth2/authorize?flow=" + flow);

    assertThat(signedIn.header("Location")).isEqualTo("/account");
    assertThat(led.status()).isEqualTo(400);
    assertThat(back.header("Location")).startsWith("/sign-in?flow=");
    assertThat(server.count("SELECT count(*) FROM authorization_code")).isEqualTo(codes);
  }

  /** The same, with the cookie of the flow in the person's browser too. */
  @Test
  void aPlantedFlowCookieBringsNobodyElsesCode() {
    Party party = stage.client(settings -> settings.consent(ConsentPolicy.IMPLICIT));
    PageClient attacker = new PageClient(server);
    String page = attacker.get(authorize(party)).header("Location");
    String flow = page.substring(page.indexOf("flow=") + 5);

    PageClient victim = new PageClient(server);
    victim.plant(FLOW, attacker.cookie(FLOW));
    victim.get(page);
    victim.post(
        "/sign-in", Map.of("user-name", "alice", "password", TestServer.PASSWORD, "flow", flow));
    Answer back = attacker.get("/oauth2/authorize?flow=" + flow);

    assertThat(back.header("Location")).startsWith("/sign-in?flow=");
    assertThat(nameShown(attacker)).isEqualTo("nobody");
  }
}
