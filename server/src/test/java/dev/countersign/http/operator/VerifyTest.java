package dev.countersign.http.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.signin.UserSignIn.Grant;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.testing.Tokens;
import dev.countersign.token.TokenSubject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {
  @TempDir Path folder;
  private TestServer server;
  private Customer acme;
  private User alice;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    acme = server.customer("Größe");
    alice = server.user(acme, "алиса");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aPersonsTokenPassesWithIdsThatAnyHeaderMayHold() {
    Grant grant = Tokens.signIn(server, alice);
    String token = Tokens.plain(server, grant.session());

    Answer answer = server.get("/verify", "Authorization", "Bearer " + token);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("X-Auth-Subject")).isEqualTo(alice.id().toString());
    assertThat(answer.header("X-Auth-Customer")).isEqualTo(acme.id().toString());
    assertThat(answer.header("X-Auth-Session")).isEqualTo(grant.session().id().toString());
    assertThat(answer.headers()).containsKey("x-auth-scope");
    assertThat(answer.header("X-Auth-Scope")).isEmpty();
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void aCustomersTokenPassesAsTheCustomer() {
    String token = Tokens.opaque(server, acme, Duration.ofHours(1));

    Answer answer = server.get("/verify", "X-Access-Token", token);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("X-Auth-Subject")).isEqualTo(acme.id().toString());
    assertThat(answer.header("X-Auth-Customer")).isEqualTo(acme.id().toString());
    assertThat(answer.header("X-Auth-Scope")).contains("users:read users:write");
  }

  @Test
  void aBareTokenAndAHeadRequestPassToo() {
    String token = Tokens.opaque(server, acme, Duration.ofHours(1));

    assertThat(server.get("/verify", "Authorization", token).status()).isEqualTo(200);
    assertThat(server.send("HEAD", "/verify", new byte[0], "Authorization", token).status())
        .isEqualTo(200);
  }

  @Test
  void noTokenIsAskedForOne() {
    Answer answer = server.get("/verify");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"countersign\"");
  }

  @Test
  void whatIsNoAccessTokenDoesNotPass() {
    Grant grant = Tokens.signIn(server, alice);
    String id =
        server
            .core()
            .signedTokens
            .id(TokenSubject.of(grant.session()), Duration.ofHours(1), "x", alice.profile())
            .text();
    for (String token :
        new String[] {"x", "A".repeat(64), id, grant.refreshToken().orElseThrow()}) {
      Answer answer = server.get("/verify", "Authorization", "Bearer " + token);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("WWW-Authenticate"))
          .isEqualTo("Bearer realm=\"countersign\", error=\"invalid_token\"");
      assertThat(answer.headers()).doesNotContainKey("x-auth-subject");
    }
  }

  @Test
  void twoCredentialsDoNotPassAndTheProxyIsNotConfused() {
    String token = Tokens.opaque(server, acme, Duration.ofHours(1));

    Answer answer =
        server.get("/verify", "Authorization", "Bearer " + token, "X-Access-Token", "other");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).contains("invalid_request");
  }

  @Test
  void aTokenInTheQueryIsNotTaken() {
    String token = Tokens.opaque(server, acme, Duration.ofHours(1));

    assertThat(server.get("/verify?access_token=" + token).status()).isEqualTo(401);
  }
}
