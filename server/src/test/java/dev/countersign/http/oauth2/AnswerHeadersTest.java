package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.OAuthStage.Party;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every answer of the provider says around its body: challenges, caching, error codes. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class AnswerHeadersTest {
  private static final String BASIC = "Basic realm=\"countersign\", charset=\"UTF-8\"";
  private static final List<String> OF_CLIENTS =
      List.of(
          "/oauth2/token",
          "/oauth2/par",
          "/oauth2/device_authorization",
          "/oauth2/introspect",
          "/oauth2/revoke");

  private static OAuthStage stage;
  private static TestServer server;
  private static Party party;
  private static PageClient browser;
  private static String registrar;

  @BeforeAll
  static void start(@TempDir Path folder) {
    stage = new OAuthStage(folder);
    server = stage.server;
    party = stage.client(settings -> settings.consent(ConsentPolicy.IMPLICIT));
    browser = new PageClient(server);
    browser.signIn("alice");
    registrar =
        server
            .core()
            .apiKeys
            .create(stage.acme.id(), "registrar", Set.of(Scope.CLIENTS_WRITE), Origin.CLI)
            .secret()
            .text();
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  private static String authorize(String... more) {
    String[] all = {
      "client_id",
      party.id(),
      "response_type",
      "code",
      "redirect_uri",
      OAuthStage.REDIRECT,
      "scope",
      "openid"
    };
    return "/oauth2/authorize?"
        + OAuthStage.encoded(all)
        + (more.length == 0 ? "" : "&" + OAuthStage.encoded(more));
  }

  private static void error(String what, Answer answer, int status, String error) {
    assertThat(answer.status()).as(what + answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).as(what).isEqualTo("application/json");
    assertThat(OAuthStage.json(answer)).as(what).containsEntry("error", error);
    assertThat(answer.header("Cache-Control")).as(what).isEqualTo("no-store");
  }

  /** RFC 6749, section 5.2, of invalid_client; it holds wherever clients prove themselves. */
  @Test
  void aClientThatProvesNothingIsChallenged() {
    for (String path : OF_CLIENTS) {
      Map<String, Answer> wrong = new LinkedHashMap<>();
      String[] form = {"token", "x", "grant_type", "client_credentials"};
      wrong.put("no client", stage.form(path, List.of(), form));
      wrong.put("a wrong secret", with(path, Tokens.basic(party.id(), "wrong"), form));
      wrong.put("an empty secret", with(path, Tokens.basic(party.id(), ""), form));
      wrong.put("an unknown client", with(path, Tokens.basic("12345", party.secret()), form));
      wrong.put("no number", with(path, Tokens.basic("' OR 1=1 --", "x"), form));
      wrong.put(
          "the client_id of one with a secret",
          stage.form(path, List.of(), "token", "x", "client_id", party.id()));
      wrong.put(
          "an unknown client_id", stage.form(path, List.of(), "token", "x", "client_id", "12345"));
      wrong.forEach((how, answer) -> {
        error(path + " " + how, answer, 401, "invalid_client");
        assertThat(answer.header("WWW-Authenticate")).as(path + " " + how).isEqualTo(BASIC);
      });
    }
  }

  private static Answer with(String path, String authorization, String... form) {
    return stage.form(path, List.of("Authorization", authorization), form);
  }

  /** RFC 6749, section 2.3: "one authentication method in each request". */
  @Test
  void twoWaysOfProvingAreOneTooMany() {
    for (String path : OF_CLIENTS) {
      Answer both =
          with(
              path,
              party.basic(),
              "token",
              "x",
              "client_id",
              party.id(),
              "client_secret",
              party.secret());
      error(path, both, 400, "invalid_request");
      Answer assertion =
          with(
              path,
              party.basic(),
              "token",
              "x",
              "client_assertion",
              "x",
              "client_assertion_type",
              "y");
      error(path, assertion, 400, "invalid_request");
      Answer other = with(path, party.basic(), "token", "x", "client_id", stage.client().id());
      error(path, other, 400, "invalid_request");
    }
  }

  /** RFC 6749, section 2.3.1: the credentials "MUST NOT be included in the request URI". */
  @Test
  void credentialsAndTokensOfTheAddressDoNotCount() {
    Party post =
        stage.client(settings -> settings.tokenEndpointAuthMethod(AuthMethod.CLIENT_SECRET_POST));
    String query = "?client_id=" + post.id() + "&client_secret=" + post.secret();
    for (String path : OF_CLIENTS) {
      error(path, stage.form(path + query, List.of(), "token", "x"), 401, "invalid_client");
    }
    String access = OAuthStage.text(stage.tokens(party, stage.terms()), "access_token");
    for (String path :
        List.of("/oauth2/userinfo", "/verify", "/admin/v1/customers/" + stage.acme.id())) {
      Answer answer = server.get(path + "?access_token=" + access + "&token=" + access);
      assertThat(answer.status()).as(path).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate")).as(path).startsWith("Bearer");
    }
    Answer told = stage.post("/oauth2/introspect?token=" + access, party, List.of());
    error("introspect", told, 400, "invalid_request");
    error(
        "revoke",
        stage.post("/oauth2/revoke?token=" + access, party, List.of()),
        400,
        "invalid_request");
    assertThat(stage.lives(access)).isTrue();
  }

  /** RFC 6750, section 3: the scheme and its attributes, in order and each of them once. */
  @Test
  void aResourceChallengesInTheSchemeThatWasUsed() {
    String access =
        OAuthStage.text(stage.tokens(party, stage.terms().scopes("profile")), "access_token");
    String none = "Bearer realm=\"countersign\", DPoP algs=\"ES256 EdDSA PS256\"";
    assertThat(challenge()).isEqualTo("401 " + none);
    assertThat(challenge("Authorization", "Basic eDp5")).isEqualTo("401 " + none);
    assertThat(challenge("Authorization", "Bearer")).isEqualTo("401 " + none);
    assertThat(challenge("Authorization", "Bearer x"))
        .isEqualTo(
            "401 Bearer realm=\"countersign\", error=\"invalid_token\", error_description=\"The"
                + " access token is unknown, expired, or not for this server\"");
    assertThat(challenge("Authorization", "bEARER x")).startsWith("401 Bearer realm=");
    assertThat(challenge("Authorization", "DPoP x"))
        .isEqualTo(
            "401 DPoP error=\"invalid_token\", error_description=\"The access token is unknown,"
                + " expired, or not for this server\", algs=\"ES256 EdDSA PS256\"");
    assertThat(challenge("Authorization", "Bearer " + access))
        .isEqualTo(
            "403 Bearer realm=\"countersign\", error=\"insufficient_scope\","
                + " error_description=\"The access token needs the scope openid\","
                + " scope=\"openid\"");
    assertThat(challenge("Authorization", "Bearer " + access, "Authorization", "Bearer x"))
        .startsWith("400 Bearer realm=\"countersign\", error=\"invalid_request\"");
  }

  private static String challenge(String... headers) {
    Answer answer = server.get("/oauth2/userinfo", headers);
    assertThat(answer.headers().get("www-authenticate")).hasSize(1);
    return answer.status() + " " + answer.header("WWW-Authenticate");
  }

  /** RFC 6749, section 5.1, of everything that holds a token, a code or a secret. */
  @Test
  void nothingSecretIsKeptOnTheWay() {
    Map<String, Answer> secrets = new LinkedHashMap<>();
    secrets.put("code", browser.get(authorize()));
    secrets.put("fragment", browser.get(authorize("response_mode", "fragment")));
    secrets.put("form", browser.get(authorize("response_mode", "form_post")));
    Answer tokens = stage.redeem(party, stage.terms().code(party));
    secrets.put("tokens", tokens);
    secrets.put(
        "renewed",
        stage.token(
            party,
            "grant_type",
            "refresh_token",
            "refresh_token",
            OAuthStage.text(OAuthStage.json(tokens), "refresh_token")));
    secrets.put("own", stage.token(party, "grant_type", "client_credentials"));
    secrets.put(
        "device", stage.post("/oauth2/device_authorization", party, List.of(), "scope", "openid"));
    secrets.put("pushed", pushed());
    secrets.put("told", stage.post("/oauth2/introspect", party, List.of(), "token", "x"));
    String access = OAuthStage.text(OAuthStage.json(tokens), "access_token");
    secrets.put("person", server.get("/oauth2/userinfo", "Authorization", "Bearer " + access));
    secrets.put("registered", register("{\"redirect_uris\":[\"https://a.example/\"]}"));
    secrets.put("sign-in", new PageClient(server).signIn("alice"));
    secrets.forEach((what, answer) -> {
      assertThat(answer.status()).as(what + answer.body()).isLessThan(400);
      assertThat(answer.header("Cache-Control")).as(what).isEqualTo("no-store");
      assertThat(answer.header("Referrer-Policy")).as(what).isEqualTo("no-referrer");
      assertThat(answer.headers()).as(what).doesNotContainKeys("etag", "last-modified", "expires");
    });
    for (String what : List.of("tokens", "renewed", "own", "device", "registered")) {
      assertThat(secrets.getOrDefault(what, tokens).header("Pragma"))
          .as(what)
          .isEqualTo("no-cache");
    }
  }

  private static Answer pushed() {
    return stage.post(
        "/oauth2/par",
        party,
        List.of(),
        "response_type",
        "code",
        "redirect_uri",
        OAuthStage.REDIRECT,
        "scope",
        "openid");
  }

  private static Answer register(String metadata) {
    return server.post("/oauth2/register", metadata, "Authorization", "Bearer " + registrar);
  }

  /** RFC 9700, section 4.12: a 307 would have the browser post the password on. */
  @Test
  void whatWasPostedIsAnsweredBy303Alone() {
    PageClient person = new PageClient(server);
    String page = person.get(authorize()).header("Location");
    String flow = page.substring(page.indexOf("flow=") + 5);
    person.get(page);
    Answer signedIn =
        person.post(
            "/sign-in",
            Map.of("user-name", "alice", "password", TestServer.PASSWORD, "flow", flow));
    Answer posted =
        server.send(
            "POST",
            "/oauth2/authorize",
            authorize().substring("/oauth2/authorize?".length()).getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded");
    Answer answered = person.get(signedIn.header("Location"));

    for (Answer answer : List.of(signedIn, posted, answered)) {
      assertThat(answer.status()).isEqualTo(303);
      assertThat(answer.header("Location")).doesNotContain("password", "horse");
    }
  }

  /** RFC 9700, section 2.6: the authorization endpoint "MUST NOT" be read by scripts of others. */
  @Test
  void noScriptOfAnotherOriginReadsTheFrontChannel() {
    Party spa =
        stage.publicClient(settings ->
            settings.consent(ConsentPolicy.IMPLICIT).corsOrigins(List.of("https://spa.example")));
    for (String path :
        List.of(
            authorize().replace(party.id(), spa.id()),
            "/sign-in",
            "/consent?flow=x",
            "/account",
            "/oauth2/logout",
            "/device")) {
      Answer answer = browser.get(path, "Origin", "https://spa.example");
      assertThat(answer.headers())
          .as(path)
          .doesNotContainKeys("access-control-allow-origin", "access-control-allow-credentials");
      Answer asked =
          server.send(
              "OPTIONS",
              path,
              new byte[0],
              "Origin",
              "https://spa.example",
              "Access-Control-Request-Method",
              "GET");
      assertThat(asked.status()).as(path).isEqualTo(405);
      assertThat(asked.headers()).as(path).doesNotContainKey("access-control-allow-origin");
    }
  }

  /** Each error of each endpoint, as its specification words it. */
  @Test
  void everyErrorHasItsCode() {
    Party narrow =
        stage.client(settings ->
            settings
                .grantTypes(Set.of(GrantType.AUTHORIZATION_CODE))
                .scopes(Set.of("openid"))
                .resources(List.of("https://api.example/")));
    Map<String, Answer> bad = new LinkedHashMap<>();
    bad.put("invalid_request no grant", stage.token(party));
    bad.put("unsupported_grant_type", stage.token(party, "grant_type", "password"));
    bad.put("unauthorized_client", stage.token(narrow, "grant_type", "client_credentials"));
    bad.put(
        "invalid_grant code", stage.token(party, "grant_type", "authorization_code", "code", "x"));
    bad.put(
        "invalid_grant refresh",
        stage.token(party, "grant_type", "refresh_token", "refresh_token", "x"));
    bad.put(
        "invalid_grant device",
        stage.token(party, "grant_type", GrantType.DEVICE_CODE.text(), "device_code", "x"));
    bad.put("invalid_request no code", stage.token(party, "grant_type", "authorization_code"));
    bad.put("invalid_request no token", stage.token(party, "grant_type", "refresh_token"));
    bad.put(
        "invalid_request no device",
        stage.token(party, "grant_type", GrantType.DEVICE_CODE.text()));
    bad.put(
        "invalid_scope token",
        stage.token(party, "grant_type", "client_credentials", "scope", "nonsense"));
    bad.put(
        "invalid_scope syntax",
        stage.token(party, "grant_type", "client_credentials", "scope", "a  b"));
    bad.put(
        "invalid_target token",
        stage.token(party, "grant_type", "client_credentials", "resource", "relative"));
    bad.put(
        "invalid_request pushed",
        stage.post("/oauth2/par", party, List.of(), "response_type", "code"));
    bad.put(
        "invalid_request reference",
        stage.post("/oauth2/par", party, List.of(), "request_uri", "urn:x"));
    bad.put(
        "invalid_scope device",
        stage.post("/oauth2/device_authorization", party, List.of(), "scope", "nonsense"));
    bad.put(
        "unauthorized_client device",
        stage.post("/oauth2/device_authorization", narrow, List.of(), "scope", "openid"));
    bad.put("invalid_request told", stage.post("/oauth2/introspect", party, List.of()));
    bad.put("invalid_request revoked", stage.post("/oauth2/revoke", party, List.of()));
    bad.put("invalid_redirect_uri", register("{\"redirect_uris\":[\"http://a.example/\"]}"));
    bad.put("invalid_client_metadata", register("{\"grant_types\":[\"password\"]}"));
    bad.forEach((what, answer) -> error(what, answer, 400, what.replaceFirst(" .*", "")));
  }

  /** RFC 9126, section 2.3, and RFC 9110, section 15.5.6. */
  @Test
  void noOtherMethodIsTaken() {
    for (String path : OF_CLIENTS) {
      for (String method : List.of("GET", "PUT", "DELETE")) {
        Answer answer = server.send(method, path, new byte[0], "Authorization", party.basic());
        error(method + path, answer, 405, "invalid_request");
        assertThat(answer.header("Allow")).as(path).contains("POST").doesNotContain(method);
      }
      Answer json = server.post(path, "{}", "Authorization", party.basic());
      error(path, json, 415, "invalid_request");
    }
  }
}
