package dev.countersign.http.dialect.patrons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Scope;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatronLoginTest extends PatronsCalls {
  @Test
  void rightCredentialsGiveAToken() {
    Answer answer = tryLogin("acme", TestServer.PASSWORD);

    assertThat(answer.status()).isEqualTo(200);
    Matcher body =
        Pattern.compile(
                """
                \\{"id":"[A-Za-z0-9]{64}","ttl":1209600,"created":"2026-11-22T03:04:05.678Z",\
                "userId":"(\\d+)"}\
                """)
            .matcher(answer.body());
    assertThat(body.matches()).as(answer.body()).isTrue();
    assertThat(body.group(1)).isEqualTo(acme.id().toString());
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(server.count("SELECT count(*) FROM session WHERE dialect = 'patrons'")).isEqualTo(1);
    assertThat(server.count("SELECT count(*) FROM access_token")).isEqualTo(1);
    assertThat(server.rows("SELECT outcome FROM audit_event WHERE kind = 'sign_in'"))
        .extracting(row -> row.get("outcome"))
        .containsExactly("success");
  }

  @Test
  void aGeneratedKeySignsInLikeAPassword() {
    String key = key(acme, "backend", Set.of(Scope.USERS_READ));
    assertThat(tryLogin("ACME", key).status()).isEqualTo(200);
    assertThat(tryLogin("acme", key.substring(0, key.length() - 2) + "__").status()).isEqualTo(401);
    assertThat(server.rows("SELECT scopes FROM session"))
        .extracting(row -> row.get("scopes"))
        .containsExactly("users:read");
  }

  @Test
  void aFormIsReadLikeJson() {
    byte[] form =
        "username=acme&password=correct+horse%20battery+staple&ttl=60"
            .getBytes(StandardCharsets.UTF_8);
    Answer answer =
        server.send(
            "POST",
            "/api/v2/patrons/login",
            form,
            "Content-Type",
            "application/x-www-form-urlencoded; charset=UTF-8");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("\"ttl\":60,");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "'\"3600\"', 3600",
    "1209601, 1209601",
    "99999999999999999999999999999999, 31536000",
    "'\"99999999999999999999999999999999\"', 31536000",
    "null, 1209600"
  })
  void anAskedLifetimeIsCapped(String asked, long given) {
    Answer answer = withTtl(asked);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    long cap = server.core().configuration.tokens().opaqueMaxTtl().toSeconds();
    assertThat(answer.body()).contains("\"ttl\":" + Math.min(given, cap) + ",");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "1.5", "1e3", "'\"\"'", "'\"1 day\"'", "true", "[]", "{}"})
  void aLifetimeThatIsNoneIsRefused(String asked) {
    Answer answer = withTtl(asked);
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("\"code\":\"BAD_REQUEST\"");
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
  }

  private Answer withTtl(String ttl) {
    return server.post(
        "/api/v2/patrons/login",
        """
        {"username": "acme", "password": "%s", "ttl": %s}\
        """
            .formatted(TestServer.PASSWORD, ttl));
  }

  @Test
  void lifeCountsFromCreationAndDoesNotSlide() {
    String token = token();
    server.clock().advance(java.time.Duration.ofSeconds(1_209_599));
    assertThat(record(acme, token).status()).isEqualTo(200);
    server.clock().advance(java.time.Duration.ofSeconds(1));
    assertThat(record(acme, token).body()).isEqualTo(INVALID_TOKEN);
  }

  @Test
  void wrongNameAndWrongPasswordAreAnsweredAlike() {
    for (Answer answer :
        new Answer[] {
          tryLogin("acme", "wrong"),
          tryLogin("nobody", TestServer.PASSWORD),
          tryLogin("no name at all", "x"),
          tryLogin("", "x"),
          tryLogin("acme", ""),
          tryLogin("acme", "x".repeat(5_000)),
          tryLogin("x".repeat(60_000), "x")
        }) {
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body()).isEqualTo(LOGIN_FAILED);
    }
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
  }
}
