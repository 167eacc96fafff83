package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.domain.Scope;
import dev.countersign.domain.User;
import dev.countersign.signin.UserSignIn.Grant;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.testing.Tokens;
import dev.countersign.token.TokenSubject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntrospectTest {
  private static final String INACTIVE = "{\"active\":false}";

  @TempDir Path folder;
  private TestServer server;
  private Customer acme;
  private User alice;
  private String key;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    alice = server.user(acme, "alice");
    key = Tokens.key(server, acme, Scope.TOKENS_INTROSPECT);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer ask(String authorization, String form) {
    return server.send(
        "POST",
        "/oauth2/introspect",
        form.getBytes(StandardCharsets.UTF_8),
        "Authorization",
        authorization,
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  private Answer askAbout(String token) {
    return ask(key, "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
  }

  @Test
  void aPersonsTokenIsToldWithItsClaims() {
    Grant grant = Tokens.signIn(server, alice);

    Answer answer = askAbout(Tokens.plain(server, grant.session()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.body().replaceAll("\"jti\":\"[\\w-]{22}\"", "\"jti\":\"…\""))
        .isEqualTo(
            """
            {"active":true,"username":"alice","token_type":"Bearer","exp":1795323845,\
            "iat":1795316645,"sub":"%s","aud":"https://auth.example/customers/%s",\
            "iss":"https://auth.example","jti":"…","sid":"%s","token_use":"access",\
            "customer":"%s"}\
            """
                .formatted(alice.id(), acme.id(), grant.session().id(), acme.id()));
  }

  @Test
  void aCustomersTokenIsToldWithItsScopesAndKey() {
    String token = Tokens.opaque(server, acme, Duration.ofHours(1));

    Answer answer = askAbout(token);

    long sid = server.count("SELECT id FROM session");
    long password = server.count("SELECT id FROM api_key WHERE verifier LIKE '$%'");
    assertThat(answer.body().replaceAll("\"jti\":\"[\\w-]{22}\"", "\"jti\":\"…\""))
        .isEqualTo(
            """
            {"active":true,"scope":"clients:read clients:write customers:read face:enroll \
            face:search face:verify groups:read groups:write keys:read keys:write logs:read \
            settings:read settings:write tokens:introspect users:read users:write",\
            "client_id":"%s","username":"acme","token_type":"Bearer","exp":1795320245,\
            "iat":1795316645,"sub":"%s","aud":"https://auth.example/customers/%s",\
            "iss":"https://auth.example","jti":"…","sid":"%s","token_use":"access",\
            "customer":"%s"}\
            """
                .formatted(password, acme.id(), acme.id(), sid, acme.id()));
    assertThat(answer.body()).doesNotContain(token);
  }

  @Test
  void anAccessTokenOfAClientNamesTheClient() {
    Grant grant = Tokens.signIn(server, alice);
    String token =
        server
            .core()
            .signedTokens
            .access(TokenSubject.of(grant.session()), Duration.ofMinutes(5), "web")
            .text();

    assertThat(askAbout(token).body()).contains("\"active\":true,\"client_id\":\"web\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "a.b.c",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzdWIiOiIxIn0.",
        "1.1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "💥"
      })
  void whatIsNoTokenIsInactive(String token) {
    Answer answer = askAbout(token);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(INACTIVE);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void anotherCustomersTokensAreInactive() {
    Customer other = server.customer("other");
    Grant bob = Tokens.signIn(server, server.user(other, "bob"));

    assertThat(askAbout(Tokens.opaque(server, other, Duration.ofHours(1))).body())
        .isEqualTo(INACTIVE);
    assertThat(askAbout(Tokens.plain(server, bob.session())).body()).isEqualTo(INACTIVE);
  }

  @Test
  void refreshAndIdTokensAreInactive() {
    Grant grant = Tokens.signIn(server, alice);
    String id =
        server
            .core()
            .signedTokens
            .id(TokenSubject.of(grant.session()), Duration.ofHours(1), "alice", alice.profile())
            .text();

    assertThat(askAbout(grant.refreshToken().orElseThrow()).body()).isEqualTo(INACTIVE);
    assertThat(askAbout(id).body()).isEqualTo(INACTIVE);
  }

  @Test
  void expiredAndRevokedTokensAreInactive() {
    String opaque = Tokens.opaque(server, acme, Duration.ofMinutes(10));
    Grant grant = Tokens.signIn(server, alice);
    String signed = Tokens.plain(server, grant.session());
    assertThat(askAbout(opaque).body()).startsWith("{\"active\":true");

    server.clock().advance(Duration.ofMinutes(11));
    assertThat(askAbout(opaque).body()).isEqualTo(INACTIVE);
    assertThat(askAbout(signed).body()).startsWith("{\"active\":true");

    server.core().store.write(tx -> tx.sessions().end(grant.session().id()));
    assertThat(askAbout(signed).body()).isEqualTo(INACTIVE);
  }

  @Test
  void aTamperedSignatureIsInactive() {
    String signed = Tokens.plain(server, Tokens.signIn(server, alice).session());
    int at = signed.lastIndexOf('.') + 10;
    char swapped = signed.charAt(at) == 'A' ? 'B' : 'A';
    String forged = signed.substring(0, at) + swapped + signed.substring(at + 1);

    assertThat(askAbout(forged).body()).isEqualTo(INACTIVE);
  }

  @Test
  void aWrongHintIsIgnored() {
    String token = Tokens.opaque(server, acme, Duration.ofHours(1));

    assertThat(ask(key, "token_type_hint=refresh_token&token=" + token).body())
        .startsWith("{\"active\":true");
    assertThat(ask(key, "token=" + token + "&token_type_hint=nonsense").body())
        .startsWith("{\"active\":true");
  }

  @Test
  void aNameInAnotherCaseIsTheSameName() {
    String secret =
        new String(java.util.Base64.getDecoder().decode(key.substring(6)), StandardCharsets.UTF_8)
            .substring(5);

    assertThat(ask(Tokens.basic("ACME", secret), "token=x").body()).isEqualTo(INACTIVE);
  }

  @Test
  void aCallerWithoutCredentialsIsRefused() {
    Answer answer =
        server.send(
            "POST",
            "/oauth2/introspect",
            "token=x".getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate"))
        .isEqualTo("Basic realm=\"countersign\", charset=\"UTF-8\"");
    assertThat(answer.body())
        .isEqualTo(
            """
            {"error":"invalid_client","error_description":"Authorization required: send the \
            customer's name and key as HTTP Basic"}\
            """);
  }

  @Test
  void aWrongKeyIsRefusedWhateverItsForm() {
    Customer other = server.customer("other");
    String others = Tokens.key(server, other, Scope.TOKENS_INTROSPECT);
    String secret =
        new String(
                java.util.Base64.getDecoder().decode(others.substring(6)), StandardCharsets.UTF_8)
            .substring("other:".length());
    long passwordRow = server.count("SELECT id FROM api_key WHERE verifier LIKE '$%'");
    for (String authorization :
        new String[] {
          Tokens.basic("acme", secret),
          Tokens.basic("acme", "cs_1_" + "A".repeat(43)),
          Tokens.basic("acme", "cs_" + passwordRow + "_" + "A".repeat(43)),
          Tokens.basic("acme", "wrong"),
          Tokens.basic("nobody", "wrong"),
          Tokens.basic("", "")
        }) {
      Answer answer = ask(authorization, "token=x");
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body())
          .isEqualTo(
              """
              {"error":"invalid_client","error_description":"The customer's name or key is \
              wrong"}\
              """);
    }
  }

  @Test
  void aKeyWithoutTheScopeIsToldSo() {
    Answer answer = ask(Tokens.basic("acme", keyOf(Scope.USERS_READ)), "token=x");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"error":"insufficient_scope","error_description":"The key does not have the scope \
            tokens:introspect"}\
            """);
  }

  private String keyOf(Scope scope) {
    return server
        .core()
        .apiKeys
        .create(acme.id(), "narrow", java.util.Set.of(scope), dev.countersign.domain.Origin.CLI)
        .secret()
        .text();
  }

  @Test
  void aChosenPasswordMayAskAndIssuesNoToken() {
    String token = Tokens.opaque(server, acme, Duration.ofHours(1));

    Answer answer = ask(Tokens.basic("acme", TestServer.PASSWORD), "token=" + token);

    assertThat(answer.body()).startsWith("{\"active\":true");
    assertThat(server.count("SELECT count(*) FROM session")).isEqualTo(1);
  }

  @Test
  void guessingThePasswordIsThrottled() {
    Answer last = ask(Tokens.basic("acme", "guess"), "token=x");
    for (int i = 0; i < 40 && last.status() == 401; i++) {
      last = ask(Tokens.basic("acme", "guess" + i), "token=x");
    }

    assertThat(last.status()).isEqualTo(429);
    assertThat(last.header("Retry-After")).isNotEmpty();
    assertThat(last.body()).startsWith("{\"error\":\"slow_down\"");
  }

  @Test
  void aMissingOrRepeatedTokenIsAnInvalidRequest() {
    assertThat(ask(key, "").body())
        .isEqualTo(
            """
            {"error":"invalid_request","error_description":"The parameter token is missing"}\
            """);
    assertThat(ask(key, "token=a&token=b").status()).isEqualTo(400);
    Answer json = server.post("/oauth2/introspect", "{}", "Authorization", key);
    assertThat(json.status()).isEqualTo(415);
    assertThat(json.body()).startsWith("{\"error\":\"invalid_request\"");
  }

  @Test
  void anotherMethodNamesTheOneThereIs() {
    Answer answer = server.get("/oauth2/introspect", "Authorization", key);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("POST");
    assertThat(answer.body()).startsWith("{\"error\":\"invalid_request\"");
  }

  @Test
  void nothingIsWrittenByAskingWithAKey() {
    String token = Tokens.opaque(server, acme, Duration.ofHours(1));
    long events = server.count("SELECT count(*) FROM audit_event");

    askAbout(token);
    askAbout("nonsense");

    assertThat(server.count("SELECT count(*) FROM audit_event")).isEqualTo(events);
  }
}
