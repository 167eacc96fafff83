package dev.countersign.http.dialect.patrons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.domain.Scope;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PatronApiKeyTest extends PatronsCalls {
  private static final Pattern NEW_KEY =
      Pattern.compile("\\{\"apiKey\":\"(cs_[0-9]+_[A-Za-z0-9_-]{43})\"}");

  private Answer replace(Customer customer, String token, String current) {
    return server.post(
        "/api/v2/patrons/" + customer.id() + "/api-key",
        "{\"password\":\"" + current + "\"}",
        "Authorization",
        token);
  }

  private static String shown(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Matcher body = NEW_KEY.matcher(answer.body());
    assertThat(body.matches()).as(answer.body()).isTrue();
    return body.group(1);
  }

  @Test
  void aPasswordIsReplacedAndEverythingGotWithItDies() {
    String one = token();
    String other = token();
    String next = shown(replace(acme, one, TestServer.PASSWORD));

    assertThat(record(acme, one).body()).isEqualTo(INVALID_TOKEN);
    assertThat(record(acme, other).body()).isEqualTo(INVALID_TOKEN);
    assertThat(tryLogin("acme", TestServer.PASSWORD).body()).isEqualTo(LOGIN_FAILED);
    assertThat(record(acme, token("acme", next)).status()).isEqualTo(200);
    assertThat(server.rows("SELECT label, kind, scopes FROM api_key"))
        .containsExactly(
            java.util.Map.of(
                "label", "password", "kind", "GENERATED", "scopes", Scope.join(Scope.all())));
    assertThat(server.rows("SELECT outcome FROM audit_event WHERE kind = 'api_key_rotated'"))
        .extracting(row -> row.get("outcome"))
        .containsExactly("success");
  }

  @Test
  void aGeneratedKeyIsReplacedAloneWithLabelAndScopes() {
    String backend = key(acme, "backend", Set.of(Scope.KEYS_WRITE, Scope.USERS_READ));
    String withPassword = token();
    String withBackend = token("acme", backend);
    String next = shown(replace(acme, withBackend, backend));

    assertThat(record(acme, withBackend).body()).isEqualTo(INVALID_TOKEN);
    assertThat(record(acme, withPassword).status()).isEqualTo(200);
    assertThat(tryLogin("acme", backend).body()).isEqualTo(LOGIN_FAILED);
    assertThat(replace(acme, token("acme", next), backend).body()).isEqualTo(LOGIN_FAILED);
    assertThat(server.rows("SELECT scopes FROM api_key WHERE label = 'backend'"))
        .extracting(row -> row.get("scopes"))
        .containsExactly("keys:write users:read");
    String stored = String.valueOf(server.rows("SELECT verifier FROM api_key"));
    assertThat(stored).doesNotContain(next.substring(next.length() - 43));
  }

  @Test
  void aWrongKeyAndAnothersKeyReplaceNothing() {
    Customer globex = server.customer("globex");
    String foreign = key(globex, "backend", Scope.all());
    String token = token();
    assertThat(replace(acme, token, "wrong").body()).isEqualTo(LOGIN_FAILED);
    assertThat(replace(acme, token, "").body()).isEqualTo(LOGIN_FAILED);
    assertThat(replace(acme, token, foreign).body()).isEqualTo(LOGIN_FAILED);
    assertThat(replace(acme, token, token).body()).isEqualTo(LOGIN_FAILED);
    assertThat(replace(globex, token, foreign).body()).isEqualTo(ANOTHERS);
    assertThat(tryLogin("acme", TestServer.PASSWORD).status()).isEqualTo(200);
    assertThat(tryLogin("globex", foreign).status()).isEqualTo(200);
    assertThat(
            server.count(
                "SELECT count(*) FROM audit_event WHERE kind = 'api_key_rotated'"
                    + " AND outcome = 'wrong_credentials'"))
        .isEqualTo(4);
  }

  @Test
  void theScopeIsNamedWhenItIsMissing() {
    String reader = key(acme, "reader", Set.of(Scope.USERS_READ));
    Answer answer = replace(acme, token("acme", reader), reader);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"error":{"statusCode":403,"name":"Error","message":"The key this token was got with\
             does not have the scope keys:write","code":"ACCESS_DENIED"}}\
            """);
    assertThat(tryLogin("acme", reader).status()).isEqualTo(200);
  }

  @Test
  void guessesAreCountedTogetherWithThoseAtTheLogin() {
    String token = token();
    for (int i = 0; i < 3; i++) {
      assertThat(replace(acme, token, "wrong").status()).isEqualTo(401);
      assertThat(tryLogin("acme", "wrong").status()).isEqualTo(401);
    }
    Answer answer = replace(acme, token, TestServer.PASSWORD);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isEqualTo("1");
    assertThat(answer.body())
        .isEqualTo(
            """
            {"error":{"statusCode":429,"name":"Error","message":"Too many failed attempts; try\
             again in 1 seconds","code":"TOO_MANY_ATTEMPTS"}}\
            """);
  }

  @Test
  void theKeyToReplaceMustBeSentOnce() {
    String token = token();
    String path = "/api/v2/patrons/" + acme.id() + "/api-key";
    for (String body : new String[] {"{}", "{\"password\":null}", "{\"password\":1}", ""}) {
      Answer answer = server.post(path, body, "Authorization", token);
      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.body()).contains("\"code\":\"BAD_REQUEST\"");
    }
    byte[] form = "password=correct+horse+battery+staple".getBytes(StandardCharsets.UTF_8);
    String type = "application/x-www-form-urlencoded";
    shown(server.send("POST", path, form, "Content-Type", type, "Authorization", token));
  }

  @Test
  void aPersonsTokenIsNotTaken() {
    assertThat(replace(acme, personsToken(acme, "alice"), TestServer.PASSWORD).body())
        .isEqualTo(INVALID_TOKEN);
  }
}
