package dev.countersign.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.testing.ConsoleStage;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ServerPagesTest {
  private static final String KEYS = "/console/server/keys";

  private TestServer server;
  private Customer acme;
  private ConsoleStage stage;
  private PageClient olga;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = TestServer.start(folder, Map.of("keys.rotate-every", "90d"));
    acme = server.customer("acme");
    stage = new ConsoleStage(server);
    olga = stage.operator(acme, "olga");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String kid(String state) {
    return String.valueOf(
        server
            .rows("SELECT kid FROM signing_key WHERE lower(state) = ?", state)
            .getFirst()
            .get("kid"));
  }

  private List<Map<String, Object>> actors(String kind) {
    return server.rows(
        "SELECT actor, dialect, detail FROM audit_event WHERE kind = ? AND actor <> ''", kind);
  }

  private String actor() {
    return "user:"
        + acme.id()
        + "/"
        + server.count("SELECT id FROM user_account WHERE user_name = 'olga'");
  }

  @Test
  void theyAreForOperatorsAlone() {
    PageClient alice = stage.administrator(acme, "alice");
    List<String> paths =
        List.of(
            "/console/server",
            KEYS,
            KEYS + "/" + kid("active"),
            "/console/server/health",
            "/console/server/configuration",
            "/console/server/operators");
    for (String path : paths) {
      assertThat(alice.get(path).status()).as(path).isEqualTo(404);
      assertThat(olga.get(path).status()).as(path).isEqualTo(200);
    }
    alice.get("/console/customers/" + acme.id());
    Answer rotated = alice.post(KEYS + "/rotate", Map.of("issuer", "1", "algorithm", "RS256"));
    Answer revoked =
        alice.post(KEYS + "/" + kid("active") + "/revoke", Map.of("confirm", kid("active")));
    assertThat(rotated.status()).isEqualTo(404);
    assertThat(revoked.status()).isEqualTo(404);
    assertThat(server.count("SELECT count(*) FROM signing_key")).isEqualTo(1);
  }

  @Test
  void theOverviewSumsEverybodysSignInsAndTimesEveryDialect() {
    new PageClient(server).signIn("olga", "wrong");
    server.post("/v1/iam/auth/sign-in/web/sign-in", "{\"userName\":\"olga\",\"password\":\"no\"}");
    server.core().lifecycle.tally.advance();

    Answer page = olga.get("/console/server");

    assertThat(page.body())
        .contains("<dt>Failed sign-ins</dt><dd>2</dd>", "<dt>Running for</dt>")
        .contains("Sign-ins: IAM API", "Sign-ins: Web pages")
        .contains("How long calls take, in milliseconds", "<bdi>iam</bdi>")
        .contains("Passwords waiting to be hashed", "Mails and callbacks not yet delivered");
  }

  @Test
  void theNextKeyIsPublishedAndTakesOver() {
    String first = kid("active");
    Answer before = olga.get(KEYS);
    String issuer = before.body().replaceAll("(?s).*name=\"issuer\" value=\"(\\d+)\".*", "$1");

    Answer done = olga.post(KEYS + "/rotate", Map.of("issuer", issuer, "algorithm", "RS256"));
    Answer after = olga.get(done.header("Location"));

    assertThat(before.body()).contains(first, "No next key is published yet", "seals and opens");
    assertThat(done.header("Location")).isEqualTo(KEYS + "?done=key-rotated");
    assertThat(after.body())
        .contains("The next key is published.", "Next is " + kid("pending"))
        .doesNotContain("Publish the next RS256 key now");
    assertThat(actors("signing_key_created"))
        .containsExactly(
            Map.of(
                "actor",
                actor(),
                "dialect",
                "console",
                "detail",
                "{\"kid\":\"" + kid("pending") + "\"}"));
    server.clock().advance(Duration.ofHours(2));
    server.core().signingKeys.advance();
    assertThat(olga.get(KEYS + "/" + first).body()).contains("<dd>retired</dd>");
  }

  @Test
  void whatDoesNotExistIsNotRotated() {
    assertThat(olga.get(KEYS).status()).isEqualTo(200);
    assertThat(olga.post(KEYS + "/rotate", Map.of("issuer", "1", "algorithm", "RS256")).status())
        .isEqualTo(404);
    assertThat(olga.post(KEYS + "/rotate", Map.of("algorithm", "RS256")).status()).isEqualTo(404);
    String issuer = Long.toString(server.count("SELECT id FROM issuer"));
    for (String algorithm : List.of("PS256", "HS256", "ES256", "")) {
      Map<String, String> form = Map.of("issuer", issuer, "algorithm", algorithm);
      assertThat(olga.post(KEYS + "/rotate", form).status()).as(algorithm).isEqualTo(404);
    }
    assertThat(olga.get(KEYS + "/nothing").status()).isEqualTo(404);
    assertThat(server.count("SELECT count(*) FROM signing_key")).isEqualTo(1);
  }

  @Test
  void aKeyIsRevokedByWhoTypesItsId() {
    String first = kid("active");
    String path = KEYS + "/" + first;
    olga.get(path);

    Answer wrong = olga.post(path + "/revoke", Map.of("confirm", "yes"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("every token it signed is refused");
    assertThat(kid("active")).isEqualTo(first);

    Answer done = olga.post(path + "/revoke", Map.of("confirm", first));
    assertThat(done.header("Location")).isEqualTo(KEYS + "?done=key-revoked");
    assertThat(kid("active")).isNotEqualTo(first);
    assertThat(actors("signing_key_revoked").getFirst().get("actor")).isEqualTo(actor());
    assertThat(olga.post(path + "/revoke", Map.of("confirm", first)).status()).isEqualTo(404);
  }

  @Test
  void healthSaysWhatWasLookedAt() {
    assertThat(olga.get("/console/server/health").body())
        .contains("This node is ready: sign-ins work.", "A key signs tokens.")
        .contains("<bdi>database</bdi>", "SQLite", "<bdi>change ", "no mail server is set");
  }

  @Test
  void theConfigurationIsShownWithItsOriginAndWithoutSecrets(@TempDir Path folder) {
    Map<String, String> settings =
        Map.of(
            "mail.host",
            "mail.example",
            "mail.from",
            "a@example.org",
            "mail.user",
            "u",
            "mail.password",
            "hush-hush-hush");
    try (TestServer other = TestServer.start(folder, settings)) {
      Customer ops = other.customer("ops");
      PageClient oscar = new ConsoleStage(other).operator(ops, "oscar");
      assertThat(oscar.get("/console/server/configuration").body())
          .contains("<code>mail.host</code>", "<code>mail.example</code>", "flag --mail.host")
          .contains("<code>mail.password</code>", "********")
          .doesNotContain("hush-hush");
    }
  }

  @Test
  void operatorsAreListedWithHowToAddOne() {
    assertThat(olga.get("/console/server/operators").body())
        .contains("<bdi>olga</bdi>", "<bdi>acme</bdi>", "countersign operator add NAME");
  }
}
