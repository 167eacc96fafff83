package dev.countersign.http.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.http.Access;
import dev.countersign.http.Method;
import dev.countersign.http.Route;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * RFC 6749, section 10.12: "The authorization server MUST implement CSRF protection for its
 * authorization endpoint and ensure that a malicious client cannot obtain authorization without the
 * awareness and explicit consent of the resource owner." Every form there is, with fields that
 * would do something, is sent as another site could have it sent; every row is compared.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ForeignFormsTest {
  /** What the server makes by itself, at its own times, of what else is there. */
  private static final Set<String> SUMS =
      Set.of("event_sum", "score_sum", "summed_hour", "counter");

  private static OAuthStage stage;
  private static TestServer server;
  private static PageClient alice;
  private static PageClient mallory;
  private static PageClient stranger;

  @BeforeAll
  static void start(@TempDir Path folder) {
    stage = new OAuthStage(folder);
    server = stage.server;
    server.user(stage.acme, "mallory");
    alice = signedIn("alice");
    mallory = signedIn("mallory");
    stranger = new PageClient(server);
    stranger.get("/sign-in");
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  private static PageClient signedIn(String name) {
    PageClient browser = new PageClient(server);
    Answer page = browser.get("/sign-in");
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    assertThat(browser.cookie(PageClient.COOKIE)).as("what the page came with").isNotEmpty();
    Answer answer =
        browser.post("/sign-in", Map.of("user-name", name, "password", TestServer.PASSWORD));
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    Answer profile = browser.get("/account/profile");
    assertThat(profile.status()).as("%s", profile.headers()).isEqualTo(200);
    return browser;
  }

  private static List<Route> pages(Method method) {
    return server.routes().stream()
        .filter(route -> route.method() == method)
        .filter(route ->
            route.access() instanceof Access.Page || route.access() instanceof Access.SignedIn)
        .toList();
  }

  private static String path(Route route) {
    return route.path().replaceAll("\\{[^}]*}", "1");
  }

  /** What any of the forms has, with values that each of them takes. */
  private static Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("user-name", "alice");
    fields.put("password", TestServer.PASSWORD);
    fields.put("present-password", TestServer.PASSWORD);
    fields.put("new-password", "quite another long sentence");
    fields.put("full-name", "Eve Elsewhere");
    fields.put("phone", "5550199");
    fields.put("email", "eve@example.org");
    fields.put("name-or-email", "alice");
    fields.put("decision", "allow");
    fields.put("method", "app");
    fields.put("code", "000000");
    fields.put("user_code", "BCDF-GHJK");
    fields.put("session", String.valueOf(sessionOf("alice")));
    fields.put("device", "1");
    fields.put("application", "1");
    fields.put("flow", "x");
    fields.put("token", "x");
    fields.put("name", "Key");
    fields.put("credential", "{}");
    return fields;
  }

  private static long sessionOf(String name) {
    return server.count(
        "SELECT max(s.id) FROM session s JOIN user_account u ON u.id = s.user_id"
            + " WHERE u.user_name = ?",
        name);
  }

  private static Answer send(
      Route route, String cookie, Map<String, String> fields, String... more) {
    List<String> headers = new ArrayList<>(List.of(more));
    if (!cookie.isEmpty()) {
      headers.addAll(List.of("Cookie", PageClient.COOKIE + "=" + cookie));
    }
    headers.add("Content-Type");
    if (route.body().hasFile()) {
      headers.add("multipart/form-data; boundary=b");
    } else {
      headers.add("application/x-www-form-urlencoded");
    }
    byte[] body = body(route, fields).getBytes(StandardCharsets.UTF_8);
    return server.send("POST", path(route), body, headers.toArray(String[]::new));
  }

  private static String body(Route route, Map<String, String> fields) {
    if (route.body().hasFile()) {
      // As many parts as such a form has, and no more.
      StringBuilder parts = new StringBuilder();
      Map<String, String> few = new LinkedHashMap<>(fields);
      few.keySet().retainAll(Set.of("csrf", "flow"));
      few.forEach((name, value) ->
          parts.append(
              "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                  .formatted(name, value)));
      return parts + "--b--\r\n";
    }
    List<String> pairs = new ArrayList<>();
    fields.forEach((name, value) -> pairs.addAll(List.of(name, value)));
    return OAuthStage.encoded(pairs.toArray(String[]::new));
  }

  private static Map<String, String> with(String token) {
    Map<String, String> fields = fields();
    fields.put("csrf", token);
    return fields;
  }

  /** Everything the database holds, as text. */
  private static Map<String, String> everything() {
    Map<String, String> tables = new TreeMap<>();
    for (Map<String, Object> table :
        server.rows("SELECT name FROM sqlite_master WHERE type = 'table'")) {
      String name = String.valueOf(table.get("name"));
      if (SUMS.contains(name)) {
        continue;
      }
      tables.put(name, text(server.rows("SELECT * FROM " + name)));
    }
    return tables;
  }

  private static String text(List<Map<String, Object>> rows) {
    StringBuilder text = new StringBuilder();
    for (Map<String, Object> row : rows) {
      row.forEach((column, value) ->
          text.append(column)
              .append('=')
              .append(value instanceof byte[] bytes ? Arrays.toString(bytes) : value)
              .append(' '));
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  void noFormFromElsewhereChangesAnything() {
    String cookie = alice.cookie(PageClient.COOKIE);
    Map<String, String> before = everything();
    List<Route> forms = pages(Method.POST);
    assertThat(forms).hasSizeGreaterThan(25);
    for (Route route : forms) {
      Map<String, Answer> tried = new LinkedHashMap<>();
      tried.put("no token", send(route, cookie, fields()));
      tried.put("an empty token", send(route, cookie, with("")));
      tried.put("a made up token", send(route, cookie, with("A".repeat(43))));
      tried.put("another person's token", send(route, cookie, with(mallory.token())));
      tried.put("a stranger's token", send(route, cookie, with(stranger.token())));
      tried.put("the cookie as the token", send(route, cookie, with(cookie)));
      tried.put("no cookie", send(route, "", with(alice.token())));
      tried.put("a cookie of no form", send(route, "x", with(alice.token())));
      for (String site : List.of("cross-site", "same-site", "none")) {
        tried.put(site, send(route, cookie, with(alice.token()), "Sec-Fetch-Site", site));
      }
      tried.forEach((how, answer) -> {
        assertThat(answer.status()).as(route.path() + " with " + how).isEqualTo(403);
        assertThat(answer.header("X-Frame-Options")).as(route.path()).isEqualTo("DENY");
      });
    }
    assertThat(everything()).isEqualTo(before);
  }

  /** The token in the address, where links of other sites could put it, is no token. */
  @Test
  void aTokenInTheAddressDoesNotCount() {
    Map<String, String> before = everything();
    for (Route route : pages(Method.POST)) {
      Answer answer =
          server.send(
              "POST",
              path(route) + "?csrf=" + alice.token(),
              body(route, fields()).getBytes(StandardCharsets.UTF_8),
              "Content-Type",
              route.body().hasFile()
                  ? "multipart/form-data; boundary=b"
                  : "application/x-www-form-urlencoded",
              "Cookie",
              PageClient.COOKIE + "=" + alice.cookie(PageClient.COOKIE));
      assertThat(answer.status()).as(route.path()).isEqualTo(403);
    }
    assertThat(everything()).isEqualTo(before);
  }

  /** RFC 9110, section 9.2.1: what is only looked at, a link may lead to. */
  @Test
  void lookingAtAPageChangesNothing() {
    List<String> query = new ArrayList<>();
    with(alice.token()).forEach((name, value) -> query.addAll(List.of(name, value)));
    String all = OAuthStage.encoded(query.toArray(String[]::new));
    Map<String, String> before = everything();
    for (Method method : List.of(Method.GET, Method.POST)) {
      for (Route route : pages(method)) {
        alice.get(path(route));
        alice.get(path(route) + "?" + all);
      }
    }
    assertThat(everything()).isEqualTo(before);
  }

  /** What the others would have done: the very same fields with the right token. */
  @Test
  void withTheRightTokenTheSameFieldsDoSomething() {
    List<String> changing = new ArrayList<>();
    int number = 0;
    for (Route route : pages(Method.POST)) {
      String name = "person" + number++;
      server.user(stage.acme, name);
      PageClient browser = signedIn(name);
      Map<String, String> before = everything();
      Map<String, String> fields = with(browser.token());
      fields.put("user-name", name);
      fields.put("session", String.valueOf(sessionOf(name)));
      Answer answer = send(route, browser.cookie(PageClient.COOKIE), fields);
      assertThat(answer.status())
          .as("%s: %s", route.path(), answer.body())
          .isLessThan(500)
          .isNotEqualTo(403);
      if (!everything().equals(before)) {
        changing.add(route.path());
      }
    }
    assertThat(changing)
        .contains(
            "/sign-in",
            "/sign-out",
            "/oauth2/logout/confirm",
            "/account/profile",
            "/account/password",
            "/account/sessions/end",
            "/account/codes/begin");
  }
}
