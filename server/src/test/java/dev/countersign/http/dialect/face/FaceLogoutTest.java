package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import org.junit.jupiter.api.Test;

class FaceLogoutTest extends FaceDialectTest {
  private static final String UNKNOWN = "The access token is unknown, expired or of another kind";

  @Test
  void theTokenInTheBodyIsEnough() {
    assertAnswer(
        logout("acme", token),
        200,
        "{\"status\":\"200 OK\",\"message\":\"Successfully logged out\"}");

    assertThat(server.count("SELECT count(*) FROM session")).isZero();
    assertThat(server.count("SELECT count(*) FROM access_token")).isZero();
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE kind = 'sign_out'"))
        .isEqualTo(1);
    assertThat(call("/settings/view", "{\"customerName\":\"acme\"}").status()).isEqualTo(401);
  }

  @Test
  void aTokenThatIsDeadOrWasNeverAliveIsUnknown() {
    assertThat(logout("acme", token).status()).isEqualTo(200);

    assertError(logout("acme", token), 401, "401", UNKNOWN);
    assertError(logout("acme", "x".repeat(64)), 401, "401", UNKNOWN);
    assertError(logout("acme", ""), 401, "401", UNKNOWN);
  }

  @Test
  void anotherCustomersNameEndsNothing() {
    server.customer("globex");

    assertError(
        logout("globex", token),
        403,
        "403",
        "customerName is not the customer of this access token");
    assertThat(server.count("SELECT count(*) FROM session")).isEqualTo(1);
  }

  @Test
  void theSameTokenInTheHeaderIsAllowedAndAnotherIsNot() {
    String other = tokenOf("acme", TestServer.PASSWORD);
    String body = "{\"customerName\":\"acme\",\"accessToken\":\"%s\"}".formatted(token);

    Answer mixed = server.post(PREFIX + "/logout", body, "Authorization", "Bearer " + other);
    assertError(
        mixed,
        400,
        "400",
        "The request carries two different access tokens; send the one to log out in the body");
    Answer queried = server.post(PREFIX + "/logout?access_token=" + other, body);
    assertThat(queried.status()).isEqualTo(400);
    assertThat(queried.body()).doesNotContain(other);
    assertThat(server.count("SELECT count(*) FROM session")).isEqualTo(2);

    Answer same = server.post(PREFIX + "/logout", body, "Authorization", token);
    assertThat(same.status()).isEqualTo(200);
    assertThat(server.count("SELECT count(*) FROM session")).isEqualTo(1);
  }

  private Answer logout(String customer, String accessToken) {
    return server.post(
        PREFIX + "/logout",
        "{\"customerName\":\"%s\",\"accessToken\":\"%s\"}".formatted(customer, accessToken));
  }
}
