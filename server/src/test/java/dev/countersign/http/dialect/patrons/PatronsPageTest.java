package dev.countersign.http.dialect.patrons;

import dev.countersign.domain.Scope;
import dev.countersign.testing.DialectPage;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Writes, or compares, docs/dialects/patrons.md. */
class PatronsPageTest extends PatronsCalls {
  private static final String PREFIX = "/api/v2/patrons";

  @Test
  void thePageIsWhatTheServerAnswers() throws IOException {
    DialectPage page =
        new DialectPage(
            server,
            "patrons",
            "Patrons dialect",
            """
            `/api/v2/patrons`: a customer signs in with its name and a key, and gets an opaque token.
            Described by a Swagger 2.0 document at `/swagger.json`.

            A token is sent as `Authorization: Bearer <token>` or bare in `Authorization`, as
            `X-Access-Token`, as the parameter `access_token`, or as that field of the body; two
            different ones in a request are refused. Bodies are JSON or
            `application/x-www-form-urlencoded`. Failures are
            `{"error":{"statusCode","name","message","code"}}`; `code` is what programs look at.
            429 and 503 have `Retry-After`.
            """);
    page.named("userId", acme.id().toString());
    page.part("Signing in and out", "The token lives for `ttl` seconds.");
    Answer login =
        page.post(
            "`ttl` may be sent too; it is capped by the configuration.",
            PREFIX + "/login",
            login("acme", TestServer.PASSWORD));
    String token = page.named("token", login, "/id");
    page.post(
        "An unknown name and a wrong key are answered alike.",
        PREFIX + "/login",
        login("acme", "a wrong guess"));
    page.post("A field is missing.", PREFIX + "/login", "{\"username\":\"acme\"}");
    page.part("The patron", "Only one's own record can be read.");
    String own = PREFIX + "/" + acme.id();
    page.get("", own, "Authorization", "Bearer " + token);
    page.get("Another's, whether or not there is one:", PREFIX + "/1", "Authorization", token);
    page.get("Without a token:", own);
    keys(page);
    page.part("Signing out", "");
    page.send(
        "The token is dead on every node at once.",
        "POST",
        PREFIX + "/logout",
        "",
        "Authorization",
        "Bearer " + token);
    page.get("It is refused from then on:", own, "Authorization", "Bearer " + token);

    page.requireAll(PREFIX, Set.of());
    page.check(getClass());
  }

  private void keys(DialectPage page) {
    String key = page.named("key", key(acme, "program", Set.of(Scope.KEYS_WRITE)));
    page.get("A key is no token:", PREFIX + "/" + acme.id(), "Authorization", "Bearer " + key);
    String token = page.named("token of that key", token("acme", key));
    Answer replaced =
        page.post(
            "Replaces the key the token was got with, which needs the scope `keys:write`. The new one"
                + " is shown once and has the same scopes; the old one and its tokens are dead.",
            PREFIX + "/" + acme.id() + "/api-key",
            "{\"password\":\"" + key + "\"}",
            "Authorization",
            "Bearer " + token);
    page.named("new key", replaced, "/apiKey");
  }

  private static String login(String name, String key) {
    return "{\"username\":\"" + name + "\",\"password\":\"" + key + "\"}";
  }
}
