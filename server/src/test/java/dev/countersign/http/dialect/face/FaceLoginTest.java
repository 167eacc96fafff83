package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FaceLoginTest extends FaceDialectTest {
  private static final String WRONG = "Wrong customerName or password";

  @Override
  Map<String, String> settings() {
    return Map.of("tokens.opaque-ttl", "10m");
  }

  @Test
  void rightCredentialsGiveATokenInTheOrderOfTheSourceDocument() {
    Answer answer = login("acme", TestServer.PASSWORD);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .matches(
            "\\{\"accessToken\":\"[A-Za-z0-9]{64}\",\"status\":\"200 OK\","
                + "\"message\":\"Successfully Logged In\"}");
    assertThat(server.count("SELECT count(*) FROM session WHERE dialect = 'face'")).isEqualTo(2);
    assertThat(server.count("SELECT count(*) FROM access_token")).isEqualTo(2);
  }

  @Test
  void theNameIsComparedCaseMapped() {
    assertThat(login("ACME", TestServer.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void aTokenLivesAsLongAsIsConfigured() {
    person("alice");
    String body = "{\"customerName\":\"acme\",\"userName\":\"alice\"}";
    server.clock().advance(Duration.ofMinutes(9));
    assertThat(call("/user/details", body).status()).isEqualTo(200);

    server.clock().advance(Duration.ofMinutes(2));

    assertError(
        call("/user/details", body),
        401,
        "401",
        "The access token is unknown, expired or of another kind; log in again");
  }

  @Test
  void aGeneratedKeyIsAPasswordToo() {
    var key = server.core().apiKeys.create(acme.id(), "k", Set.of(Scope.USERS_READ), Origin.CLI);

    assertThat(login("acme", key.secret().text()).status()).isEqualTo(200);
  }

  @Test
  void aKeyThatIsSentAsATokenIsToldFromOne() {
    var key = server.core().apiKeys.create(acme.id(), "k", Set.of(Scope.USERS_READ), Origin.CLI);

    assertError(
        callAs(
            key.secret().text(),
            "/user/details",
            "{\"customerName\":\"acme\",\"userName\":\"alice\"}"),
        401,
        "401",
        "This is a key, not a token: exchange it with POST /deepfaceauth/api/v1/basic/login");
  }

  @Test
  void aWrongPasswordAndAnUnknownCustomerAreRefusedAlike() {
    assertError(login("acme", "wrong"), 401, "401", WRONG);
    assertError(login("nobody", TestServer.PASSWORD), 401, "401", WRONG);
    assertError(login("", ""), 401, "401", WRONG);
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE outcome = 'wrong_credentials'"))
        .isEqualTo(3);
  }

  @Test
  void aPersonCannotLogInHere() {
    server.user(acme, "alice");

    assertError(login("alice", TestServer.PASSWORD), 401, "401", WRONG);
  }

  @Test
  void guessingIsSlowedDownInThisDialectsShape() {
    Answer answer = login("acme", "wrong");
    for (int i = 0; i < 50 && answer.status() == 401; i++) {
      answer = login("acme", "wrong");
    }

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
    assertThat(answer.body())
        .matches(
            "\\{\"error\":\\{\"message\":\"Too many failed attempts; try again in \\d+ seconds\","
                + "\"status\":\"429\"}}");
  }

  private Answer login(String customer, String password) {
    return server.post(
        PREFIX + "/login",
        "{\"customerName\": \"%s\", \"password\": \"%s\"}".formatted(customer, password));
  }
}
