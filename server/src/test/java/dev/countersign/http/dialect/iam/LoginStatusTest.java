package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.http.dialect.iam.IamClient.Tokens;
import dev.countersign.testing.TestServer.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoginStatusTest extends IamServer {
  @Test
  void itTellsHowLongTheTokenStillLives() {
    Tokens tokens = client.signIn("alice");
    server.clock().advance(Duration.ofMinutes(20));

    Answer answer = server.get(IamClient.STATUS, "Authorization", tokens.bearer());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"accessToken":null,"expiresIn":2399,"tokenType":"Bearer","userName":"alice",\
            "emailVerified":false,"isMFAEnabled":false}\
            """);
  }

  @Test
  void anExpiredTokenIsNoLongerGood() {
    Tokens tokens = client.signIn("alice");
    server.clock().advance(Duration.ofMinutes(60));
    assertThat(server.get(IamClient.STATUS, "Authorization", tokens.bearer()).body())
        .contains("\"expiresIn\":0,");
    server.clock().advance(Duration.ofSeconds(10));

    assertThat(IamClient.code(server.get(IamClient.STATUS, "Authorization", tokens.bearer())))
        .isEqualTo("401 invalid_token");
    assertThat(client.status(tokens)).isEqualTo(401);
  }
}
