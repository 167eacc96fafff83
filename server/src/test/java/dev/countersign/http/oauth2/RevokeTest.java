package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.domain.Scope;
import dev.countersign.domain.User;
import dev.countersign.signin.UserSignIn.Grant;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RevokeTest {
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

  private Answer revoke(String authorization, String form) {
    return server.send(
        "POST",
        "/oauth2/revoke",
        form.getBytes(StandardCharsets.UTF_8),
        "Authorization",
        authorization,
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  private boolean passes(String token) {
    return server.get("/verify", "Authorization", "Bearer " + token).status() == 200;
  }

  private void assertDone(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void anOpaqueTokenDies() {
    String token = Tokens.opaque(server, acme, Duration.ofHours(1));
    assertThat(passes(token)).isTrue();

    assertDone(revoke(key, "token=" + token));

    assertThat(passes(token)).isFalse();
  }

  @Test
  void aSignedTokenDiesWithItsSession() {
    Grant grant = Tokens.signIn(server, alice);
    String first = Tokens.plain(server, grant.session());
    String second = Tokens.plain(server, grant.session());

    assertDone(revoke(key, "token=" + first + "&token_type_hint=refresh_token"));

    assertThat(passes(first)).isFalse();
    assertThat(passes(second)).isFalse();
  }

  @Test
  void aRefreshTokenTakesTheAccessTokensWithIt() {
    Grant grant = Tokens.signIn(server, alice);
    String access = Tokens.plain(server, grant.session());

    assertDone(revoke(key, "token=" + grant.refreshToken().orElseThrow()));

    assertThat(passes(access)).isFalse();
    assertThat(server.rows("SELECT kind, outcome FROM audit_event ORDER BY id DESC").getFirst())
        .containsEntry("kind", "session_ended")
        .containsEntry("outcome", "revoked");
  }

  @Test
  void aForgedRefreshTokenRevokesNothing() {
    Grant grant = Tokens.signIn(server, alice);
    String access = Tokens.plain(server, grant.session());

    assertDone(revoke(key, "token=" + grant.session().id() + ".1." + "A".repeat(43)));

    assertThat(passes(access)).isTrue();
  }

  @Test
  void anotherCustomerRevokesNothing() {
    Customer other = server.customer("other");
    String others = Tokens.key(server, other, Scope.TOKENS_INTROSPECT);
    Grant grant = Tokens.signIn(server, alice);
    String access = Tokens.plain(server, grant.session());
    String opaque = Tokens.opaque(server, acme, Duration.ofHours(1));

    assertDone(revoke(others, "token=" + access));
    assertDone(revoke(others, "token=" + opaque));
    assertDone(revoke(others, "token=" + grant.refreshToken().orElseThrow()));

    assertThat(passes(access)).isTrue();
    assertThat(passes(opaque)).isTrue();
  }

  @Test
  void anUnknownTokenIsAsGoodAsRevoked() {
    assertDone(revoke(key, "token=nonsense"));
    assertDone(revoke(key, "token=" + "A".repeat(64)));
  }

  @Test
  void aWrongCallerRevokesNothing() {
    String token = Tokens.opaque(server, acme, Duration.ofHours(1));

    Answer answer = revoke(Tokens.basic("acme", "cs_1_" + "A".repeat(43)), "token=" + token);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).startsWith("Basic ");
    assertThat(passes(token)).isTrue();
  }

  @Test
  void aMissingTokenIsAnInvalidRequest() {
    Answer answer = revoke(key, "token_type_hint=access_token");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"error\":\"invalid_request\"");
  }
}
