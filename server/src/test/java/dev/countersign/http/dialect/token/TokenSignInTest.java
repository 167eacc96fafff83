package dev.countersign.http.dialect.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.crypto.Secret;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Issuer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.testing.RawRequest;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.user.NewUser;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenSignInTest extends TokenCalls {
  @Test
  void rightCredentialsGiveASignedToken() {
    String token = signIn();
    String kid = server.core().ring.stored().getFirst().kid();
    assertThat(part(token, 0))
        .isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + kid + "\"}");
    // 2026-11-22T03:04:05Z; two hours later.
    assertThat(part(token, 1))
        .matches(
            """
            \\{"sub":"%s","iss":"https://auth\\.example",\
            "aud":"https://auth\\.example/customers/%s","iat":1795316645,"exp":1795323845,\
            "auth_time":1795316645,"token_use":"access","sid":"[1-9][0-9]*",\
            "jti":"[A-Za-z0-9_-]{22}"}\
            """
                .formatted(alice.id(), acme.id()));
    assertThat(server.rows("SELECT id, user_id, dialect, amr FROM session"))
        .containsExactly(
            java.util.Map.of(
                "id",
                Long.valueOf(claim(token, "sid")),
                "user_id",
                alice.id().value(),
                "dialect",
                "token",
                "amr",
                "pwd"));
    assertThat(server.count("SELECT count(*) FROM access_token")).isZero();
  }

  @Test
  void everyFailureToAuthenticateIsForbiddenWithoutABody() {
    assertForbidden(basic("alice", "wrong"));
    assertForbidden(basic("nobody", TestServer.PASSWORD));
    assertForbidden(basic("alice", ""));
    assertForbidden(basic("", TestServer.PASSWORD));
    assertForbidden(basic("alice", "x".repeat(5_000)));
    assertForbidden(server.send("POST", PATH, new byte[0]));
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE outcome = 'wrong_credentials'"))
        .isEqualTo(5);
  }

  @Test
  void namesAreComparedCaseMappedAndPasswordsMayHoldColonsAndAnyUnicode() {
    String password = "größe: 漢字: 🔑 zwölf";
    Profile nobody = new Profile("", "", false, "", "");
    server
        .core()
        .users
        .create(
            acme.id(), new NewUser("Jörg", nobody, Optional.of(Secret.of(password))), Origin.CLI);
    token(basic("jörg", password));
    token(basic("JÖRG", password));
    // The same in another normal form of Unicode.
    token(basic("Jo\u0308rg", "gro\u0308ße: 漢字: 🔑 zwo\u0308lf"));
    assertForbidden(basic("jörg", "größe"));
  }

  @Test
  void aDisabledPersonIsRefusedAndTheTokensAreDead() {
    String token = signIn();
    server.core().users.disable(acme.id(), alice.id(), Origin.CLI);
    assertForbidden(basic("alice", TestServer.PASSWORD));
    assertForbidden(renew(token));
    server.core().users.enable(acme.id(), alice.id(), Origin.CLI);
    assertForbidden(renew(token));
    token(basic("alice", TestServer.PASSWORD));
  }

  @Test
  void anyBodyIsIgnored() {
    String basic = "Basic " + base64("alice:" + TestServer.PASSWORD);
    byte[] large = "x".repeat(500_000).getBytes(StandardCharsets.UTF_8);
    Answer answer =
        server.send("POST", PATH, large, "Authorization", basic, "Content-Type", "text/x");
    token(answer);
    assertThat(answer.header("Connection")).isEqualTo("close");
    Answer huge = server.send("POST", PATH, new byte[3_000_000], "Authorization", basic);
    assertThat(huge.status()).isEqualTo(413);
    assertThat(huge.body()).isEmpty();
    Answer small = server.post(PATH, "{", "Authorization", basic);
    token(small);
    assertThat(small.header("Connection")).isEmpty();
  }

  @Test
  void anotherMethodOrPathIsRefusedWithoutABody() {
    Answer get = server.get(PATH);
    assertThat(get.status()).isEqualTo(405);
    assertThat(get.body()).isEmpty();
    assertThat(get.header("Allow")).isEqualTo("POST");
    for (String method : new String[] {"PUT", "DELETE", "PATCH"}) {
      assertThat(server.send(method, PATH, new byte[0]).status()).isEqualTo(405);
    }
    Answer below = server.post(PATH + "/more", "{}");
    assertThat(below.status()).isEqualTo(404);
    assertThat(below.body()).isEmpty();
  }

  @Test
  void anUnexpectedFailureHasTheDocumentedShape() {
    String kid = server.core().ring.stored().getFirst().kid();
    server.core().store.write(tx -> tx.signingKeys().delete(kid));
    server.core().ring.refresh();
    Answer answer = basic("alice", TestServer.PASSWORD);
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"timestamp":"2026-11-22T03:04:05.678+00:00","status":500,\
            "error":"Internal Server Error","path":"/api/auth/token"}\
            """);
  }

  @Test
  void theCalledHostSaysWhoseUserIsMeant() {
    Customer globex = server.customer("globex");
    server.user(globex, "bob");
    Issuer own = new Issuer(server.core().ids.next(), "https://globex.example", globex.id());
    server
        .core()
        .store
        .write(tx -> {
          tx.issuers().add(own, server.clock().instant());
          return true;
        });
    server.core().signingKeys.rotate(own, Origin.CLI);
    server.clock().advance(java.time.Duration.ofHours(1));
    server.core().signingKeys.advance();
    server.core().ring.refresh();

    String bob = "Authorization: Basic " + base64("bob:" + TestServer.PASSWORD);
    String alices = "Authorization: Basic " + base64("alice:" + TestServer.PASSWORD);
    String answer = post("globex.example", bob);
    assertThat(RawRequest.status(answer)).as(answer).isEqualTo(200);
    String token = answer.replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1");
    assertThat(claim(token, "iss")).isEqualTo("https://globex.example");
    assertThat(claim(token, "aud")).isEqualTo("https://globex.example/customers/" + globex.id());
    assertThat(RawRequest.status(post("globex.example", alices))).isEqualTo(403);
    assertThat(RawRequest.status(post("auth.example", bob))).isEqualTo(403);
    assertThat(RawRequest.status(post("auth.example", alices))).isEqualTo(200);
    token(renew(token));

    // A key of one issuer never vouches for another's token, whatever its claims say.
    String forged = server.core().ring.signer(own).sign("JWT", claims(signIn()));
    assertForbidden(renew(forged));
  }

  private static java.util.Map<String, Object> claims(String token) {
    java.util.Map<String, Object> claims = new java.util.HashMap<>();
    for (String name : new String[] {"sub", "iss", "aud", "token_use", "sid", "jti"}) {
      claims.put(name, claim(token, name));
    }
    for (String name : new String[] {"iat", "exp", "auth_time"}) {
      claims.put(name, Long.valueOf(claim(token, name)));
    }
    return claims;
  }

  private String post(String host, String header) {
    return RawRequest.send(
        server.port(), "POST " + PATH + " HTTP/1.1", "Host: " + host, "Content-Length: 0", header);
  }
}
