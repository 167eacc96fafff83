package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.OAuthStage.Party;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.RawRequest;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever stands in a parameter, an endpoint says what is wrong and fails at nothing itself. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class MalformedParametersTest {
  /** As they stand in a form: broken escapes, bytes that are not UTF-8, and NUL. */
  private static final List<String> UNREADABLE =
      List.of("%", "%0", "%zz", "%FF", "%C0%AF", "%E2%82", "%ED%A0%80", "%F5%80%80%80", "a%00b");

  /** Readable, and yet nothing that any parameter here is. */
  private static final List<String> STRANGE =
      List.of(
          "a%0D%0AX-Injected%3A%20yes",
          "%1B%5B2J",
          "%7F",
          "%E2%80%AE",
          "%F0%9F%92%A9",
          "%EF%BF%BD",
          "%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E",
          "%27%20OR%201%3D1--",
          "%7B%22a%22%3A1%7D",
          "..%2F..%2Fetc%2Fpasswd");

  private static final Map<String, List<String>> CALLS =
      Map.of(
          "/oauth2/token",
          List.of(
              "grant_type",
              "code",
              "redirect_uri",
              "code_verifier",
              "scope",
              "resource",
              "client_id"),
          "/oauth2/par",
          List.of("response_type", "redirect_uri", "state", "request", "request_uri", "client_id"),
          "/oauth2/device_authorization",
          List.of("scope", "resource", "client_id"),
          "/oauth2/introspect",
          List.of("token"),
          "/oauth2/revoke",
          List.of("token", "token_type_hint"));

  private static OAuthStage stage;
  private static Party party;
  private static PageClient browser;

  @BeforeAll
  static void start(@TempDir Path folder) {
    stage = new OAuthStage(folder);
    party = stage.client(settings -> settings.consent(ConsentPolicy.IMPLICIT));
    browser = new PageClient(stage.server);
    browser.signIn("alice");
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  private static Answer raw(String path, String form) {
    return stage.server.send(
        "POST",
        path,
        form.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/x-www-form-urlencoded",
        "Authorization",
        party.basic());
  }

  private static void told(Answer answer, String what) {
    assertThat(answer.status()).as(what + answer.body()).isEqualTo(400);
    Map<String, Object> body = OAuthStage.json(answer);
    assertThat(body).as(what).containsKeys("error", "error_description");
    // RFC 6749, section 5.2: "Values for the "error_description" parameter MUST NOT include
    // characters outside the set %x20-21 / %x23-5B / %x5D-7E."
    assertThat(String.valueOf(body.get("error_description"))).as(what).matches("[ !#-\\[\\]-~]+");
    assertThat(String.valueOf(body.get("error"))).as(what).matches("[ !#-\\[\\]-~]+");
    assertThat(answer.headers()).as(what).doesNotContainKey("x-injected");
  }

  @Test
  void whatCannotBeReadIsAnInvalidRequest() {
    CALLS.forEach((path, names) -> {
      for (String name : names) {
        for (String value : UNREADABLE) {
          Answer answer = raw(path, good(path, name) + name + "=" + value);
          told(answer, path + " " + name + "=" + value);
          assertThat(OAuthStage.json(answer)).containsEntry("error", "invalid_request");
        }
      }
    });
  }

  @Test
  void whatIsStrangeIsRefusedLikeAnythingElseThatIsWrong() {
    CALLS.forEach((path, names) -> {
      for (String name : names) {
        for (String value : STRANGE) {
          Answer answer = raw(path, good(path, name) + name + "=" + value);
          // To these endpoints a token or a state may be any text.
          if (answer.status() >= 300) {
            told(answer, path + " " + name + "=" + value);
          }
          assertThat(answer.status()).as(path + name).isLessThan(500);
          assertThat(answer.headers()).doesNotContainKey("x-injected");
        }
      }
    });
  }

  /** What else the call needs, so that the parameter in question is looked at. */
  private static String good(String path, String name) {
    String form =
        switch (path) {
          case "/oauth2/token" ->
              "grant_type=authorization_code&code=x&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback"
                  + "&code_verifier="
                  + OAuthStage.VERIFIER;
          case "/oauth2/par" ->
              "response_type=code&redirect_uri=https%3A%2F%2Fapp.example%2Fcallback&scope=openid";
          case "/oauth2/device_authorization" -> "scope=openid";
          default -> "";
        };
    List<String> kept = new ArrayList<>();
    for (String pair : form.split("&", -1)) {
      if (!pair.isEmpty() && !pair.startsWith(name + "=")) {
        kept.add(pair);
      }
    }
    return kept.isEmpty() ? "" : String.join("&", kept) + "&";
  }

  @Test
  void aHugeParameterIsRefusedAndNotKept() {
    String huge = "A".repeat(30_000);
    CALLS.forEach((path, names) -> {
      for (String name : names) {
        Answer answer = raw(path, good(path, name) + name + "=" + huge);
        assertThat(answer.status()).as(path + " " + name).isLessThan(500);
        assertThat(answer.body()).as(path + " " + name).doesNotContain("AAAAAAAAAAAAAAAA");
      }
    });
    assertThat(
            stage.server.count(
                "SELECT count(*) FROM authorization_request WHERE kind='pushed'"
                    + " AND length(parameters) > 20000"))
        .isZero();
  }

  @Test
  void aThousandParametersAreRead() {
    StringBuilder form = new StringBuilder("grant_type=client_credentials");
    for (int i = 0; i < 1000; i++) {
      form.append("&p").append(i).append("=1");
    }
    assertThat(raw("/oauth2/token", form.toString()).status()).isEqualTo(200);
  }

  @Test
  void theFrontChannelShowsAPageOrTellsTheClientAndFailsAtNothing() {
    String good =
        OAuthStage.encoded(
            "client_id",
            party.id(),
            "response_type",
            "code",
            "redirect_uri",
            OAuthStage.REDIRECT,
            "scope",
            "openid");
    for (String name :
        List.of(
            "state",
            "nonce",
            "prompt",
            "claims",
            "login_hint",
            "ui_locales",
            "acr_values",
            "resource",
            "request",
            "request_uri",
            "id_token_hint",
            "unknown")) {
      for (String value : UNREADABLE) {
        Answer answer =
            browser.get("/oauth2/authorize?" + good + "&" + name + "=" + escaped(value));
        assertThat(answer.status()).as(name + "=" + value).isEqualTo(400);
        assertThat(answer.header("Location")).as(name + "=" + value).isEmpty();
      }
      for (String value : STRANGE) {
        Answer answer = browser.get("/oauth2/authorize?" + good + "&" + name + "=" + value);
        assertThat(answer.status()).as(name + "=" + value).isEqualTo(303);
        assertThat(answer.header("Location"))
            .as(name + "=" + value)
            .startsWith(OAuthStage.REDIRECT + "?")
            .matches("[!-~]+")
            .doesNotContain("<script>");
        assertThat(answer.headers()).doesNotContainKey("x-injected");
      }
    }
  }

  /** The client library sends no broken escapes. */
  private static String escaped(String value) {
    return value.equals("%") || value.equals("%0") || value.equals("%zz") ? "%FF" : value;
  }

  @Test
  void brokenEscapesInAnAddressAreRefused() {
    for (String query : List.of("state=%", "state=%zz", "%=1", "client_id=%C3")) {
      String answer =
          RawRequest.send(
              stage.server.port(), "GET /oauth2/authorize?" + query + " HTTP/1.1", "Host: x");
      assertThat(RawRequest.status(answer)).as(query).isEqualTo(400);
    }
  }

  @Test
  void strangeCharactersAreNoPartOfARegistration() {
    var key =
        stage
            .server
            .core()
            .apiKeys
            .create(stage.acme.id(), "registrar", Set.of(Scope.CLIENTS_WRITE), Origin.CLI);
    for (String metadata :
        List.of(
            "{",
            "[]",
            "\"text\"",
            "{\"redirect_uris\":\"https://a.example/\"}",
            "{\"redirect_uris\":[1]}",
            "{\"redirect_uris\":[\"https://a.example/\\u0000\"]}",
            "{\"redirect_uris\":[\"https://a.example/\\r\\nX: y\"]}",
            "{\"redirect_uris\":[\"https://a.example/\"],\"client_name\":\"\\u202e\"}",
            "{\"redirect_uris\":[\"https://a.example/\"],\"scope\":\"a\\\"b\"}",
            "{\"redirect_uris\":[\"https://a.example/\"],\"client_uri\":\"javascript:alert(1)\"}",
            "{\"redirect_uris\":[\"https://a.example/\"],\"jwks\":\"x\"}",
            "{\"redirect_uris\":[\"https://a.example/" + "a".repeat(3000) + "\"]}")) {
      Answer answer =
          stage.server.post(
              "/oauth2/register", metadata, "Authorization", "Bearer " + key.secret().text());
      told(answer, metadata);
    }
  }

  @Test
  void badTokensAreRefusedAtAResource() {
    for (String token :
        List.of("", "a b", "\"", "a,b", "..", "%00", "ä", "A".repeat(7000), "<script>", "a=b=c")) {
      Answer answer = stage.server.get("/oauth2/userinfo", "Authorization", "Bearer " + token);
      assertThat(answer.status()).as(token).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate"))
          .as(token)
          .startsWith("Bearer realm=\"countersign\"")
          .doesNotContain("<script>");
    }
  }
}
