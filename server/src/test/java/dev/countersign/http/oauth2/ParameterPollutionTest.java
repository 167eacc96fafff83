package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Method;
import dev.countersign.http.Route;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.OAuthStage.Party;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * RFC 6749, sections 3.1 and 3.2: "Request and response parameters MUST NOT be included more than
 * once." Whichever of two values a program in between looked at, this server looks at neither.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ParameterPollutionTest {
  private static OAuthStage stage;
  private static Party basic;
  private static Party post;
  private static PageClient browser;

  @BeforeAll
  static void start(@TempDir Path folder) {
    stage = new OAuthStage(folder);
    basic = stage.client(settings -> settings.consent(ConsentPolicy.IMPLICIT));
    post =
        stage.client(settings -> settings.tokenEndpointAuthMethod(AuthMethod.CLIENT_SECRET_POST));
    browser = new PageClient(stage.server);
    browser.signIn("alice");
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  /** A form that is good but for what is added; the values are never looked at. */
  record Form(String path, List<String> parameters) {
    static Form of(String path, String... parameters) {
      return new Form(path, List.of(parameters));
    }
  }

  static Stream<Form> forms() {
    return Stream.of(
        Form.of("/oauth2/token", "grant_type", "client_credentials", "scope", "orders"),
        Form.of(
            "/oauth2/token",
            "grant_type",
            "authorization_code",
            "code",
            "A".repeat(64),
            "redirect_uri",
            OAuthStage.REDIRECT,
            "code_verifier",
            OAuthStage.VERIFIER),
        Form.of("/oauth2/token", "grant_type", "refresh_token", "refresh_token", "x"),
        Form.of(
            "/oauth2/token",
            "grant_type",
            "urn:ietf:params:oauth:grant-type:device_code",
            "device_code",
            "x"),
        Form.of(
            "/oauth2/par",
            "response_type",
            "code",
            "redirect_uri",
            OAuthStage.REDIRECT,
            "scope",
            "openid",
            "state",
            "s",
            "nonce",
            "n",
            "code_challenge",
            OAuthStage.CHALLENGE,
            "code_challenge_method",
            "S256",
            "dpop_jkt",
            OAuthStage.CHALLENGE),
        Form.of("/oauth2/device_authorization", "scope", "openid"),
        Form.of("/oauth2/introspect", "token", "x", "token_type_hint", "access_token"),
        Form.of("/oauth2/revoke", "token", "x", "token_type_hint", "access_token"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void noParameterOfAClientsCallMayComeTwice(Form form) {
    long before = kept();
    for (int i = 0; i < form.parameters().size(); i += 2) {
      String name = form.parameters().get(i);
      for (String second : List.of(form.parameters().get(i + 1), "other", "")) {
        refused(send(form, name, second), form.path() + " " + name + "=" + second);
      }
    }
    refused(send(form, "unknown", "1", "unknown", "2"), form.path());
    assertThat(kept()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void noCredentialMayComeTwice(Form form) {
    List<String> mine =
        new ArrayList<>(List.of("client_id", post.id(), "client_secret", post.secret()));
    for (String name : List.of("client_id", "client_secret")) {
      List<String> all = new ArrayList<>(form.parameters());
      all.addAll(mine);
      all.addAll(List.of(name, "other"));
      refused(
          stage.form(form.path(), List.of(), all.toArray(String[]::new)), form.path() + " " + name);
    }
    for (String name : List.of("client_assertion", "client_assertion_type")) {
      List<String> all = new ArrayList<>(form.parameters());
      all.addAll(List.of("client_id", post.id(), name, "x.y.z", name, "x.y.z"));
      refused(
          stage.form(form.path(), List.of(), all.toArray(String[]::new)), form.path() + " " + name);
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void twoAuthorizationHeadersAreRefused(Form form) {
    String wrong = Tokens.basic(basic.id(), "wrong");
    for (List<String> two : List.of(List.of(basic.basic(), wrong), List.of(wrong, basic.basic()))) {
      Answer answer =
          stage.form(
              form.path(),
              List.of("Authorization", two.getFirst(), "Authorization", two.getLast()),
              form.parameters().toArray(String[]::new));
      refused(answer, form.path());
    }
  }

  private static Answer send(Form form, String... more) {
    List<String> all = new ArrayList<>(form.parameters());
    all.addAll(List.of(more));
    return stage.post(form.path(), basic, List.of(), all.toArray(String[]::new));
  }

  private static void refused(Answer answer, String what) {
    assertThat(answer.status()).as(what + answer.body()).isEqualTo(400);
    assertThat(OAuthStage.json(answer)).as(what).containsEntry("error", "invalid_request");
    assertThat(answer.header("Cache-Control")).as(what).isEqualTo("no-store");
  }

  private static long kept() {
    return stage.server.count(
        "SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM authorization_code)"
            + " + (SELECT count(*) FROM authorization_request)"
            + " + (SELECT count(*) FROM device_authorization) AS kept");
  }

  private static final List<String> ASKED =
      List.of(
          "client_id",
          "response_type",
          "redirect_uri",
          "scope",
          "state",
          "nonce",
          "prompt",
          "max_age",
          "acr_values",
          "claims",
          "id_token_hint",
          "login_hint",
          "ui_locales",
          "display",
          "response_mode",
          "code_challenge",
          "code_challenge_method",
          "dpop_jkt",
          "request",
          "request_uri",
          "unknown");

  @Test
  void noParameterOfAnAuthorizationRequestMayComeTwice() {
    long before = kept();
    for (String name : ASKED) {
      String query = good() + "&" + name + "=1&" + name + "=2";
      refusedAtTheFront(browser.get("/oauth2/authorize?" + query), name);
      refusedAtTheFront(posted("/oauth2/authorize", query), name);
    }
    assertThat(kept()).isEqualTo(before);
  }

  @Test
  void noParameterBesideARequestObjectMayComeTwice() {
    for (String reference : List.of("request=x.y.z", "request_uri=urn%3Aexample%3A1")) {
      Answer answer =
          browser.get("/oauth2/authorize?" + good() + "&" + reference + "&nonce=1&nonce=2");

      assertThat(Provider.sent(answer, OAuthStage.REDIRECT + "?"))
          .containsEntry("error", "invalid_request")
          .containsEntry("error_description", "A parameter was sent more than once");
    }
  }

  private static String good() {
    return OAuthStage.encoded(
        "client_id",
        basic.id(),
        "response_type",
        "code",
        "redirect_uri",
        OAuthStage.REDIRECT,
        "scope",
        "openid");
  }

  private static void refusedAtTheFront(Answer answer, String name) {
    if (answer.status() == 303) {
      assertThat(Provider.sent(answer, OAuthStage.REDIRECT + "?"))
          .as(name)
          .containsEntry("error", "invalid_request")
          .doesNotContainKey("code");
    } else {
      assertThat(answer.status()).as(name).isEqualTo(400);
      assertThat(answer.header("Content-Type")).as(name).startsWith("text/html");
    }
  }

  private static Answer posted(String path, String form) {
    return stage.server.send(
        "POST",
        path,
        form.getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  @Test
  void noParameterOfASignOutMayComeTwice() {
    for (String name : List.of("id_token_hint", "client_id", "post_logout_redirect_uri", "state")) {
      String twice = name + "=1&" + name + "=2";
      assertThat(browser.get("/oauth2/logout?" + twice).status()).as(name).isEqualTo(400);
      assertThat(posted("/oauth2/logout", twice).status()).as(name).isEqualTo(400);
    }
    assertThat(browser.get("/account").status()).isEqualTo(200);
  }

  @Test
  void aTokenMayNotComeTwiceAtAResource() {
    Object token = stage.tokens(basic, stage.terms()).get("access_token");
    String form = "access_token=" + token;
    Answer once = posted("/oauth2/userinfo", form);
    Answer twice = posted("/oauth2/userinfo", form + "&" + form);
    Answer headers =
        stage.server.get(
            "/oauth2/userinfo",
            "Authorization",
            "Bearer " + token,
            "Authorization",
            "Bearer " + token);

    assertThat(once.status()).isEqualTo(200);
    for (Answer answer : List.of(twice, headers)) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(OAuthStage.json(answer)).containsEntry("error", "invalid_request");
      // RFC 6750, section 3: a request whose token "does not contain an access token that enables
      // access to the protected resource" is always answered with a challenge.
      assertThat(answer.header("WWW-Authenticate"))
          .startsWith("Bearer realm=\"countersign\", error=\"invalid_request\"");
    }
  }

  @Test
  void noMemberOfARegistrationMayComeTwice() {
    var key =
        stage
            .server
            .core()
            .apiKeys
            .create(
                stage.acme.id(),
                "registrar",
                java.util.Set.of(dev.countersign.domain.Scope.CLIENTS_WRITE),
                dev.countersign.domain.Origin.CLI);
    Answer answer =
        stage.server.post(
            "/oauth2/register",
            "{\"client_name\":\"A\",\"redirect_uris\":[\"https://a.example/\"],"
                + "\"redirect_uris\":[\"https://b.example/\"]}",
            "Authorization",
            "Bearer " + key.secret().text());

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(stage.server.rows("SELECT name FROM client WHERE name = 'A'")).isEmpty();
  }

  @Test
  void noFieldOfAPagesFormMayComeTwice() {
    browser.get("/account");
    List<Route> forms =
        stage.server.routes().stream()
            .filter(route -> route.method() == Method.POST && route.body() == BodyKind.FORM)
            .filter(route ->
                route.access() instanceof Access.Page || route.access() instanceof Access.SignedIn)
            .toList();

    assertThat(forms).hasSizeGreaterThan(20);
    for (Route route : forms) {
      for (String twice : List.of("csrf=" + browser.token(), "field=1")) {
        Answer answer =
            stage.server.send(
                "POST",
                route.path().replaceAll("\\{[^}]*}", "1"),
                (twice + "&" + twice).getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Cookie",
                PageClient.COOKIE + "=" + browser.cookie(PageClient.COOKIE));
        assertThat(answer.status()).as(route.path()).isEqualTo(400);
      }
    }
  }
}
