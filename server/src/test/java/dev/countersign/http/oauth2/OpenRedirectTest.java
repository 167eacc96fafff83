package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.ApplicationType;
import dev.countersign.http.Access;
import dev.countersign.http.Method;
import dev.countersign.http.Route;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFC 9700, section 2.1: "authorization servers MUST NOT expose [...] open redirectors". */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class OpenRedirectTest {
  /** What people have called such a parameter, ours among them. */
  private static final List<String> NAMES =
      List.of(
          "continue",
          "next",
          "return",
          "return_to",
          "returnUrl",
          "redirect",
          "redirect_uri",
          "url",
          "target",
          "goto",
          "flow",
          "state",
          "post_logout_redirect_uri",
          "iss",
          "RelayState");

  private static final List<String> ELSEWHERE =
      List.of(
          "https://evil.example/",
          "//evil.example",
          "/\\evil.example",
          "\\\\evil.example",
          "https:evil.example",
          "///evil.example",
          "/account//evil.example",
          "/account@evil.example",
          "/account/../../evil.example",
          "javascript:alert(1)",
          "data:text/html,x",
          "/account\r\nLocation: https://evil.example",
          "%2F%2Fevil.example",
          " https://evil.example");

  private static Provider provider;

  @BeforeAll
  static void start(@TempDir Path folder) {
    provider = new Provider(folder);
    provider.signIn();
  }

  @AfterAll
  static void stop() {
    provider.close();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void staysHere(String what, Answer answer) {
    String location = answer.header("Location");
    assertThat(location).as(what).doesNotContain("\\", "\r", "\n");
    assertThat(location.isEmpty() || location.matches("/[a-z].*")).as(what + location).isTrue();
    assertThat(location.replaceFirst("\\?.*", "")).as(what).doesNotContain("evil");
    assertThat(answer.headers()).as(what).doesNotContainKey("refresh");
    assertThat(answer.body())
        .as(what)
        .doesNotContain("href=\"http", "href=\"//", "action=\"http", "action=\"//", "http-equiv");
  }

  @Test
  void noPageLeadsElsewhereForTheAsking() {
    PageClient stranger = new PageClient(provider.server);
    for (PageClient who : List.of(provider.browser, stranger)) {
      for (Route route : provider.server.routes()) {
        boolean page =
            route.access() instanceof Access.Page || route.access() instanceof Access.SignedIn;
        if (route.method() != Method.GET || !page) {
          continue;
        }
        String path = route.path().replaceAll("\\{[^}]*}", "1");
        for (String elsewhere :
            List.of("https://evil.example/", "//evil.example", "/\\evil.example")) {
          StringBuilder query = new StringBuilder("?x=1");
          NAMES.forEach(
              name -> query.append('&').append(name).append('=').append(encoded(elsewhere)));
          staysHere(path + query, who.get(path + query));
        }
      }
    }
  }

  @Test
  void afterASignInNobodyIsLedElsewhere() {
    for (String elsewhere : ELSEWHERE) {
      PageClient browser = new PageClient(provider.server);
      browser.get("/sign-in?continue=" + encoded(elsewhere));
      Answer answer =
          browser.post(
              "/sign-in",
              Map.of(
                  "user-name",
                  "alice",
                  "password",
                  TestServer.PASSWORD,
                  "continue",
                  elsewhere,
                  "flow",
                  elsewhere,
                  "next",
                  elsewhere));
      assertThat(answer.header("Location")).as(elsewhere).isEqualTo("/account");
      Answer again = browser.get("/sign-in?continue=" + encoded(elsewhere));
      assertThat(again.header("Location")).as(elsewhere).isEqualTo("/account");
    }
  }

  @Test
  void afterASignOutNobodyIsLedWhereTheClientDidNotRegister() {
    Client client = provider.client();
    String hint = provider.idToken(client, Map.of());
    for (String uri :
        List.of(
            "https://app.example/bye/",
            "https://app.example/bye?x=1",
            "https://app.example/bye#x",
            "https://APP.example/bye",
            "https://app.example:443/bye",
            "https://app.example/bye/../cb",
            "https://app.example/%62ye",
            "http://app.example/bye",
            "https://app.example.evil.example/bye",
            "https://app.example@evil.example/bye",
            "https://evil.example/?https://app.example/bye",
            "//app.example/bye",
            // Registered, but for other answers.
            Provider.REDIRECT)) {
      for (String who : List.of("id_token_hint=" + hint, "client_id=" + client.id())) {
        Answer answer =
            provider.browser.get(
                "/oauth2/logout?" + who + "&post_logout_redirect_uri=" + encoded(uri));
        assertThat(answer.status()).as(uri).isEqualTo(400);
        assertThat(answer.header("Location")).as(uri).isEmpty();
        Answer confirmed =
            provider.browser.post(
                "/oauth2/logout/confirm",
                Map.of("client_id", client.id().toString(), "post_logout_redirect_uri", uri));
        assertThat(confirmed.status()).as(uri).isEqualTo(400);
      }
    }
    assertThat(provider.browser.get("/account").status()).isEqualTo(200);
  }

  /**
   * RFC 6749, section 4.1.2.1: "MUST NOT automatically redirect the user-agent to the invalid
   * redirection URI"; section 10.15: nor from any other of its endpoints.
   */
  @Test
  void noVariantOfARegisteredUriIsFollowed() {
    Client client =
        provider.client(settings ->
            settings.redirectUris(
                List.of(
                    "https://app.example/cb",
                    "https://app.example:8443/x?a=b",
                    "https://app.example")));
    for (String uri :
        List.of(
            "https://app.example/cb/",
            "https://app.example/Cb",
            "https://APP.EXAMPLE/cb",
            "HTTPS://app.example/cb",
            "https://app.example:443/cb",
            "https://app.example:8443/cb",
            "https://app.example:8444/x?a=b",
            "https://app.example:8443/x",
            "https://app.example:8443/x?a=b&c=d",
            "https://app.example:8443/x?a=B",
            "https://app.example:8443/x?a=b#",
            "https://app.example/",
            "https://app.example?",
            "https://app.example#",
            "https://app.example.",
            "https://user@app.example/cb",
            "https://user:pass@app.example/cb",
            "https://app.example@evil.example/cb",
            "https://app.example%40evil.example/cb",
            "https://app.example\\@evil.example/cb",
            "https://evil.app.example/cb",
            "https://evilapp.example/cb",
            "https://app.example.evil.example/cb",
            "https://app.example/cb/../../evil",
            "https://app.example/./cb",
            "https://app.example//cb",
            "https://app.example/%63%62",
            "https://app.example/cb%2F..%2Fevil",
            "https://app.example/cb;x",
            "https://app.example/cb ",
            " https://app.example/cb",
            "https://app.example/cb\n",
            "https://app.example/cb\thttps://evil.example",
            "https://app.example/cb,https://evil.example",
            "https://аpp.example/cb",
            "https://xn--pp-7kc.example/cb",
            "http://app.example/cb",
            "ftp://app.example/cb",
            "app.example/cb",
            "/cb",
            "*",
            "https://*.example/cb")) {
      shown(uri, provider.authorize(client, "redirect_uri", uri));
      // Whatever else is wrong, nobody is told of it there.
      shown(uri, provider.authorize(client, "redirect_uri", uri, "response_type", "token"));
      shown(uri, provider.authorize(client, "redirect_uri", uri, "prompt", "none"));
      shown(uri, posted(Provider.path(client, "redirect_uri", uri)));
    }
  }

  /**
   * RFC 8252, section 7.3: any port "for loopback IP redirect URIs"; section 8.3: the name
   * localhost is no such literal, for what it resolves to is not the server's to know.
   */
  @Test
  void onlyThePortOfALoopbackLiteralIsTheApplicationsToChoose() {
    Client client =
        provider.client(settings ->
            settings
                .applicationType(ApplicationType.NATIVE)
                .redirectUris(
                    List.of(
                        "http://127.0.0.1/cb",
                        "http://[::1]/cb",
                        "http://localhost/cb",
                        "http://localhost:3000/cb")));
    for (String uri :
        List.of(
            "http://127.0.0.1:49152/cb",
            "http://127.0.0.1:1/cb",
            "http://[::1]:49152/cb",
            "http://localhost/cb",
            "http://localhost:3000/cb")) {
      Answer answer = provider.authorize(client, "redirect_uri", uri);
      assertThat(Provider.sent(answer, uri + "?")).as(uri).containsKey("code");
    }
    for (String uri :
        List.of(
            "http://localhost:49152/cb",
            "http://localhost:80/cb",
            "http://LOCALHOST/cb",
            "http://localhost.evil.example/cb",
            "http://127.0.0.1.evil.example:49152/cb",
            "http://127.0.0.1:49152/cb/",
            "http://127.0.0.1:49152/cb?x",
            "http://127.0.0.1:49152/cb#x",
            "http://127.0.0.1:49152@evil.example/cb",
            "http://u@127.0.0.1:49152/cb",
            "http://127.0.0.1:x/cb",
            "http://127.0.0.1:/cb",
            "http://127.0.0.1:065536/cb",
            "http://127.0.0.1:65536/cb",
            "http://127.0.0.1:99999/cb",
            "http://127.0.0.1:-1/cb",
            "http://127.1:49152/cb",
            "http://2130706433:49152/cb",
            "http://0x7f.0.0.1:49152/cb",
            "http://127.0.0.2:49152/cb",
            "http://0.0.0.0:49152/cb",
            "http://[::]:49152/cb",
            "http://[0:0:0:0:0:0:0:1]:49152/cb",
            "http://[::ffff:127.0.0.1]:49152/cb",
            "https://127.0.0.1:49152/cb",
            "https://[::1]/cb")) {
      shown(uri, provider.authorize(client, "redirect_uri", uri));
    }
  }

  private static Answer posted(String path) {
    int query = path.indexOf('?');
    return provider.server.send(
        "POST",
        path.substring(0, query),
        path.substring(query + 1).getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  private static void shown(String uri, Answer answer) {
    assertThat(answer.status()).as(uri).isEqualTo(400);
    assertThat(answer.header("Location")).as(uri).isEmpty();
    assertThat(answer.header("X-Frame-Options")).as(uri).isEqualTo("DENY");
    assertThat(answer.body()).as(uri).doesNotContain("evil.example", "href=\"http");
  }

  /** A page that no flow belongs to leads to no client. */
  @Test
  void withoutAFlowNoPageLeadsToAClient() {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("flow", "A".repeat(64));
    form.put("decision", "allow");
    provider.browser.get("/account");
    assertThat(provider.browser.post("/consent", form).status()).isEqualTo(410);
    assertThat(provider.browser.get("/oauth2/authorize?flow=" + "A".repeat(64)).status())
        .isEqualTo(400);
  }
}
