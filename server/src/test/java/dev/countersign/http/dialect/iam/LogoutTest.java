package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.http.dialect.iam.IamClient.Tokens;
import dev.countersign.testing.TestServer.Answer;
import org.junit.jupiter.api.Test;

class LogoutTest extends IamServer {
  private static final String LOGOUT = "/v1/iam/auth/logout";

  @Test
  void itEndsTheSessionWithEveryTokenOfIt() {
    Tokens tokens = client.signIn("alice");
    Tokens renewed = client.refresh(tokens.refresh());
    Tokens elsewhere = client.signIn("alice");

    Answer answer = server.get(LOGOUT, "x-access-token", tokens.access());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{}");
    assertThat(client.status(tokens)).isEqualTo(401);
    assertThat(client.status(renewed)).isEqualTo(401);
    assertThat(client.status(elsewhere)).isEqualTo(200);
    assertThat(IamClient.code(server.get(LOGOUT, "Authorization", tokens.bearer())))
        .isEqualTo("401 invalid_token");
    assertThat(server.count("SELECT count(*) FROM session")).isEqualTo(1);
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE kind = 'sign_out'"))
        .isEqualTo(1);
  }
}
