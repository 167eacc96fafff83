package dev.countersign.http.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Issuer;
import dev.countersign.domain.Origin;
import dev.countersign.testing.RawBytes;
import dev.countersign.testing.ServedTest;
import dev.countersign.testing.TestServer.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeySetTest extends ServedTest {
  private static final String PATH = "/.well-known/jwks.json";

  private static JsonNode keys(String body) throws Exception {
    return new ObjectMapper().readTree(body).get("keys");
  }

  private List<String> stored(String where) {
    return server.rows("SELECT kid FROM signing_key " + where + " ORDER BY created_at").stream()
        .map(row -> String.valueOf(row.get("kid")))
        .toList();
  }

  private static List<String> kids(JsonNode keys) {
    List<String> kids = new ArrayList<>();
    keys.forEach(key -> kids.add(key.get("kid").asText()));
    return kids;
  }

  @Test
  void scriptsOfEveryOriginMayReadTheKeys() {
    assertThat(
            server
                .get("/.well-known/jwks.json", "Origin", "https://spa.example")
                .header("Access-Control-Allow-Origin"))
        .isEqualTo("*");
  }

  @Test
  void pendingActiveAndRetiredKeysArePublishedAndNothingPrivate() throws Exception {
    Issuer issuer = server.core().ring.defaultIssuer().orElseThrow();
    server.core().signingKeys.rotate(issuer, Origin.CLI);
    server.clock().advance(server.core().configuration.keys().pending().plusSeconds(1));
    server.core().signingKeys.advance();
    server.core().signingKeys.rotate(issuer, Origin.CLI);
    server.core().ring.refresh();
    assertThat(server.rows("SELECT DISTINCT state FROM signing_key")).hasSize(3);

    Answer answer = server.get(PATH);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    JsonNode keys = keys(answer.body());
    assertThat(kids(keys)).containsExactlyInAnyOrderElementsOf(stored(""));
    for (JsonNode key : keys) {
      List<String> members = new ArrayList<>();
      key.fieldNames().forEachRemaining(members::add);
      assertThat(Set.copyOf(members)).isEqualTo(Set.of("kty", "use", "alg", "kid", "n", "e"));
      assertThat(key.get("use").asText()).isEqualTo("sig");
      assertThat(key.get("alg").asText()).isEqualTo("RS256");
    }
  }

  @Test
  void verifiersMayKeepItForFiveMinutes() {
    Answer first = server.get(PATH);
    assertThat(first.header("Cache-Control")).isEqualTo("public, max-age=300");
    String tag = first.header("ETag");
    assertThat(tag).matches("\"[\\w-]{16}\"");

    for (String given : List.of(tag, "\"other\", " + tag, "W/" + tag, "*")) {
      Answer again = server.get(PATH, "If-None-Match", given);
      assertThat(again.status()).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.header("ETag")).isEqualTo(tag);
      assertThat(again.header("Cache-Control")).isEqualTo("public, max-age=300");
    }
    assertThat(server.get(PATH, "If-None-Match", "\"other\"").status()).isEqualTo(200);
  }

  @Test
  void theTagChangesWithTheKeys() {
    String before = server.get(PATH).header("ETag");
    server.core().signingKeys.rotate(server.core().ring.defaultIssuer().orElseThrow(), Origin.CLI);
    server.core().ring.refresh();

    assertThat(server.get(PATH, "If-None-Match", before).status()).isEqualTo(200);
  }

  @Test
  void aCustomersOwnIssuerIsMetUnderItsHost() throws Exception {
    Customer acme = server.customer("acme");
    long id = server.core().ids.next();
    Issuer own = new Issuer(id, "https://login.acme.example", acme.id());
    server
        .core()
        .store
        .write(tx -> {
          tx.issuers().add(own, server.clock().instant());
          return true;
        });
    server.core().signingKeys.rotate(own, Origin.CLI);
    server.core().ring.refresh();
    String ownKid = stored("WHERE issuer_id = " + id).getFirst();
    String defaultKid = stored("WHERE issuer_id <> " + id).getFirst();

    assertThat(kids(keys(asked("login.acme.example")))).containsExactly(ownKid);
    assertThat(kids(keys(asked("Login.ACME.example:443")))).containsExactly(ownKid);
    assertThat(kids(keys(asked("login.acme.example:8443")))).containsExactly(defaultKid);
    assertThat(kids(keys(asked("auth.example")))).containsExactly(defaultKid);
    assertThat(kids(keys(asked("elsewhere.example")))).containsExactly(defaultKid);
  }

  /** Java's own client does not let the Host header be chosen. */
  private String asked(String host) {
    String answer =
        RawBytes.send(
            server.port(),
            "GET " + PATH + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  @Test
  void aDeletedKeyIsPublishedNoMore() throws Exception {
    String first = stored("").getFirst();
    server.core().signingKeys.revoke(first, Origin.CLI);
    server.core().ring.refresh();

    assertThat(kids(keys(server.get(PATH).body()))).isNotEmpty().doesNotContain(first);
  }
}
