package dev.countersign.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.http.Access;
import dev.countersign.http.Method;
import dev.countersign.http.Route;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every page. */
class PagesTest {
  private static final Set<String> CALLED_FROM_ELSEWHERE =
      Set.of("/oauth2/authorize", "/oauth2/logout");

  @TempDir Path folder;
  private TestServer server;
  private PageClient browser;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    server.user(server.customer("acme"), "alice");
    browser = new PageClient(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<Route> pages(Method method) {
    return server.routes().stream()
        .filter(route -> route.method() == method)
        .filter(route ->
            route.access() instanceof Access.Page
                || route.access() instanceof Access.SignedIn
                || route.access() instanceof Access.Console)
        .toList();
  }

  private static String path(Route route) {
    return route.path().replaceAll("\\{[^}]*}", "1");
  }

  @Test
  void noFormIsTakenWithoutItsToken() {
    browser.signIn("alice");
    assertThat(pages(Method.POST)).isNotEmpty();

    for (Route route : pages(Method.POST)) {
      Answer without = sent(route, "");
      Answer wrong = sent(route, "A".repeat(43));

      assertThat(without.status()).as(route.path()).isEqualTo(403);
      assertThat(wrong.status()).as(route.path()).isEqualTo(403);
      assertThat(without.body()).as(route.path()).contains("This form is out of date");
    }
  }

  /** A form of the kind that the page takes, with that token or, where it is empty, none. */
  private Answer sent(Route route, String token) {
    if (route.body().hasFile()) {
      return sentWithFile(path(route), token);
    }
    if (token.isEmpty()) {
      return browser.send(path(route), Map.of());
    }
    return browser.send(path(route), Map.of("csrf", token));
  }

  private Answer sentWithFile(String path, String token) {
    String name = token.isEmpty() ? "other" : "csrf";
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n--b--\r\n"
            .formatted(name, token);
    return server.send(
        "POST",
        path,
        body.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "multipart/form-data; boundary=b",
        "Cookie",
        PageClient.COOKIE + "=" + browser.cookie(PageClient.COOKIE));
  }

  @Test
  void everyFormOfThePagesGoesThroughTheGate() {
    List<Route> others =
        server.routes().stream()
            .filter(route -> route.dialect() instanceof PageDialect)
            // OpenID Connect has other sites send these; what is grave about them is asked first.
            .filter(route -> !CALLED_FROM_ELSEWHERE.contains(route.path()))
            .filter(route -> route.method() != Method.GET)
            .filter(route ->
                !(route.access() instanceof Access.Page)
                    && !(route.access() instanceof Access.SignedIn)
                    && !(route.access() instanceof Access.Console))
            .toList();

    assertThat(others).isEmpty();
  }

  @Test
  void noPageMayBeShownInAFrame() {
    browser.signIn("alice");
    for (Route route : pages(Method.GET)) {
      Answer answer = browser.get(path(route));

      if (answer.header("Content-Type").startsWith("text/html")) {
        assertThat(answer.header("X-Frame-Options")).as(route.path()).isEqualTo("DENY");
        assertThat(answer.header("Content-Security-Policy"))
            .as(route.path())
            .contains("frame-ancestors 'none'", "default-src 'none'")
            .doesNotContain("unsafe");
        assertThat(answer.header("Cache-Control")).as(route.path()).isEqualTo("no-store");
        assertThat(answer.body())
            .as(route.path())
            .doesNotContain("<script>", " style=", " onclick=", "src=\"http", "href=\"http");
      }
    }
  }

  @Test
  void theStyleSheetIsKeptForGoodAndItsPathNamesItsContent() {
    Matcher link =
        Pattern.compile("href=\"(/assets/[0-9a-f]{16}/pages\\.css)\"")
            .matcher(browser.get("/sign-in").body());
    assertThat(link.find()).isTrue();

    Answer style = server.get(link.group(1));
    Answer again = server.get(link.group(1), "If-None-Match", style.header("ETag"));

    assertThat(style.status()).isEqualTo(200);
    assertThat(style.header("Content-Type")).isEqualTo("text/css; charset=utf-8");
    assertThat(style.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(style.body()).doesNotContain("@import", "http:", "https:", "url(");
    assertThat(again.status()).isEqualTo(304);
  }

  @Test
  void aFailureIsAPageThatNamesTheRequest() {
    Answer answer = browser.get("/sign-in/nowhere");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(answer.body())
        .contains(
            "<h1>There is no such page</h1>",
            "If you ask for help, name this request: " + answer.header("X-Request-Id"));
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
  }

  @Test
  void aFieldThatIsSentTwiceIsRefused() {
    browser.get("/sign-in");
    byte[] twice = "user-name=alice&user-name=bob".getBytes(StandardCharsets.UTF_8);

    Answer answer =
        server.send(
            "POST",
            "/sign-in",
            twice,
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Cookie",
            PageClient.COOKIE + "=" + browser.cookie(PageClient.COOKIE));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("<h1>This could not be read</h1>");
  }

  @Test
  void aNameIsShownAsItIsAndNeverAsMarkup() {
    Answer answer = browser.signIn("<img src=x>\"'&", "wrong");

    assertThat(answer.body()).doesNotContain("<img").contains("&lt;img src=x>");
  }
}
