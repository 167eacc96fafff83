package dev.countersign.http.dialect.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.DialectPage;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Writes, or compares, docs/dialects/token.md. */
class TokenPageTest extends TokenCalls {
  @Test
  void thePageIsWhatTheServerAnswers() throws IOException {
    DialectPage page =
        new DialectPage(
            server,
            "token",
            "Token dialect",
            """
            `/api/auth/token`: a person signs in with HTTP Basic and gets a signed token (a JWT, RS256),
            which renews itself. Requests have no body. The keys to check tokens with are at
            `/.well-known/jwks.json`.

            Whoever cannot be authenticated gets 403 with an empty body, whatever the reason. 404, 405,
            413, 415, 429 and 503 have an empty body too.
            """);
    page.named("credentials", base64("alice:" + TestServer.PASSWORD));
    page.named("wrong credentials", base64("alice:a wrong guess"));
    page.part("Signing in", "`<credentials>` are `alice:<password>` in Base64, in UTF-8.");
    Answer first = send(page, "", "Basic " + base64("alice:" + TestServer.PASSWORD));
    String token = page.named("token", first, "/token");
    send(
        page,
        "A wrong password, an unknown person, or no credentials:",
        "Basic " + base64("alice:a wrong guess"));
    claims(page, token);
    page.part("Renewing", "The session and the time of the sign-in stay those of the first token.");
    Answer renewed = send(page, "", "Bearer " + token);
    page.named("renewed token", renewed, "/token");
    assertThat(claim(token(renewed), "sid")).isEqualTo(claim(token, "sid"));
    send(
        page,
        "A token that is expired, revoked, of another kind or of another server:",
        "Bearer " + token + "x");

    page.requireAll(PATH, Set.of());
    page.check(getClass());
  }

  private void claims(DialectPage page, String token) {
    page.named("key id", claim0(token, "kid"));
    page.named("person's id", alice.id().toString());
    page.named("session's id", claim(token, "sid"));
    page.named("token's id", claim(token, "jti"));
    page.named("customer's audience", claim(token, "aud"));
    page.example("The token's header and claims:", part(token, 0), part(token, 1));
  }

  private static String claim0(String token, String name) {
    return part(token, 0).replaceAll(".*\"" + name + "\":\"([^\"]+)\".*", "$1");
  }

  private static Answer send(DialectPage page, String about, String authorization) {
    return page.send(about, "POST", PATH, "", "Authorization", authorization);
  }
}
