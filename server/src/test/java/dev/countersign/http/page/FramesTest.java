package dev.countersign.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.http.Method;
import dev.countersign.http.Route;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.OAuthStage.Party;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * RFC 9700, section 4.16: "Authorization servers MUST prevent clickjacking attacks." Whatever the
 * server answers with a page, and why, the page shows itself in no frame and runs nothing of
 * others.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class FramesTest {
  private static OAuthStage stage;
  private static Party party;
  private static PageClient browser;

  @BeforeAll
  static void start(@TempDir Path folder) {
    stage = new OAuthStage(folder);
    party = stage.client(settings -> settings.consent(ConsentPolicy.EXPLICIT));
    browser = new PageClient(stage.server);
    browser.signIn("alice");
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  private static void guarded(String what, Answer answer) {
    assertThat(answer.header("Content-Type")).as(what).startsWith("text/html");
    assertThat(answer.header("X-Frame-Options")).as(what).isEqualTo("DENY");
    assertThat(answer.header("Content-Security-Policy"))
        .as(what)
        .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action")
        .doesNotContain("unsafe", "*", "http:");
    assertThat(answer.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).as(what).isEqualTo("no-referrer");
    assertThat(answer.header("Cache-Control")).as(what).isEqualTo("no-store");
    // A page on the way to an application may stand in a window that the application opened.
    boolean leads = !answer.header("Content-Security-Policy").contains("form-action 'self';");
    assertThat(answer.header("Cross-Origin-Opener-Policy"))
        .as(what)
        .isEqualTo(leads ? "unsafe-none" : "same-origin");
    assertThat(answer.body()).as(what).doesNotContain("<script>", " style=", " onclick=");
  }

  private static String authorize(String... more) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("client_id", party.id());
    all.put("response_type", "code");
    all.put("redirect_uri", OAuthStage.REDIRECT);
    all.put("scope", "openid");
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    List<String> pairs = new ArrayList<>();
    all.forEach((name, value) -> pairs.addAll(List.of(name, value)));
    return "/oauth2/authorize?" + OAuthStage.encoded(pairs.toArray(String[]::new));
  }

  @Test
  void noFailureIsShownInAFrame() {
    Map<String, Answer> failures = new LinkedHashMap<>();
    failures.put("no client", browser.get("/oauth2/authorize"));
    failures.put("a bad address", browser.get(authorize("redirect_uri", "https://evil.example/")));
    failures.put("a flow that is over", browser.get("/oauth2/authorize?flow=x"));
    failures.put("a consent that is over", browser.get("/consent?flow=x"));
    failures.put("a sign-out of nobody's", browser.get("/oauth2/logout?client_id=1"));
    failures.put("twice", browser.get("/oauth2/logout?state=1&state=2"));
    failures.put("not UTF-8", browser.get("/oauth2/authorize?client_id=%FF"));
    failures.put("no such page", browser.get("/account/nowhere"));
    failures.put("no form token", browser.send("/sign-out", Map.of()));
    failures.put("a wrong password", new PageClient(stage.server).signIn("alice", "wrong"));
    failures.put("another method", browser.send("/account/sessions", Map.of()));
    failures.put(
        "another media type",
        stage.server.post(
            "/sign-in",
            "{}",
            "Cookie",
            PageClient.COOKIE + "=" + browser.cookie(PageClient.COOKIE)));
    failures.forEach((what, answer) -> {
      assertThat(answer.status()).as(what).isGreaterThanOrEqualTo(400);
      guarded(what, answer);
    });
  }

  @Test
  void noAnswerOfTheProviderIsShownInAFrame() {
    String consent = browser.get(authorize()).header("Location");
    assertThat(consent).startsWith("/consent?flow=");
    guarded("consent", browser.get(consent));
    guarded("form_post", browser.get(authorize("response_mode", "form_post", "prompt", "none")));
    guarded("sign-out", browser.get("/oauth2/logout"));
    guarded("signed out", new PageClient(stage.server).get("/oauth2/logout"));
  }

  /** Pages of every dialect, to people who are signed in and to others. */
  @Test
  void noPageOfTheRouteTableIsShownInAFrame() {
    int pages = 0;
    for (PageClient who : List.of(browser, new PageClient(stage.server))) {
      for (Route route : stage.server.routes()) {
        if (route.method() != Method.GET) {
          continue;
        }
        Answer answer = who.get(route.path().replaceAll("\\{[^}]*}", "1"));
        if (answer.header("Content-Type").startsWith("text/html")) {
          pages++;
          assertThat(answer.header("X-Frame-Options")).as(route.path()).isEqualTo("DENY");
          assertThat(answer.header("Content-Security-Policy"))
              .as(route.path())
              .contains("frame-ancestors 'none'")
              .doesNotContain("unsafe");
        }
      }
    }
    assertThat(pages).isGreaterThan(30);
  }
}
