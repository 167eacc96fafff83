package dev.countersign.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.Consent;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Device;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.domain.StoredPicture.Kind;
import dev.countersign.domain.User;
import dev.countersign.face.Embedding;
import dev.countersign.privacy.FaceVault.Template;
import dev.countersign.privacy.NewFace;
import dev.countersign.privacy.NewPicture;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.transfer.Tally.Fate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BetweenDatabasesTest extends TransferContract {
  private static final String PICTURE = "the portrait of somebody";

  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsExportedFromOneDatabaseWorksOnTheOtherAndComesBackEqual(boolean fromSqlite) {
    TestServer from = fromSqlite ? sqlite() : postgres();
    TestServer to = fromSqlite ? postgres() : sqlite();
    Customer acme = from.customer("acme");
    String key =
        from.core()
            .apiKeys
            .create(acme.id(), "backend", Set.of(Scope.USERS_READ), Origin.CLI)
            .secret()
            .text();
    Secret callbacks = from.core().messages.callbackSecrets.of(acme.id());
    User alice = from.user(acme, "alice");
    User bob = from.user(acme, "bob");
    from.core().users.disable(acme.id(), bob.id(), Origin.CLI);
    from.core().users.blacklist(acme.id(), bob.id(), Origin.CLI);
    from.core().searchSpaces.put(acme.id(), "gate", List.of("alice", "bob"), Origin.CLI);
    device(from, alice);
    Embedding face = embedding();
    enrol(from, alice, face);
    Belongings.given(from, acme, alice, bob);

    Path first = exported(from, "first.jsonl");
    Import.Outcome outcome = imported(to, request(first));

    assertThat(found).isEmpty();
    assertThat(outcome.complete()).isTrue();
    assertThat(outcome.tally().json().toString())
        .isEqualTo(
            "{\"customer\":{\"ADDED\":1},\"api-key\":{\"ADDED\":2},\"client\":{\"ADDED\":1},"
                + "\"user\":{\"ADDED\":2},\"account-deletion\":{\"ADDED\":1},"
                + "\"device\":{\"ADDED\":1},\"passkey\":{\"ADDED\":2},\"totp\":{\"ADDED\":1},"
                + "\"recovery-codes\":{\"ADDED\":1},\"face-consent\":{\"ADDED\":1},"
                + "\"face\":{\"ADDED\":1},\"face-picture\":{\"ADDED\":1},"
                + "\"search-space\":{\"ADDED\":1},\"search-space-members\":{\"ADDED\":1},"
                + "\"group\":{\"ADDED\":1},\"group-members\":{\"ADDED\":1},"
                + "\"role\":{\"ADDED\":2},\"role-holders\":{\"ADDED\":1},"
                + "\"role-groups\":{\"ADDED\":1},\"client-consent\":{\"ADDED\":1}}");
    assertThat(signIn(to, "alice").status()).isEqualTo(200);
    assertThat(signIn(to, "bob").status()).isEqualTo(401);
    assertThat(customerSignIn(to, TestServer.PASSWORD).status()).isEqualTo(200);
    assertThat(customerSignIn(to, key).status()).isEqualTo(200);
    assertThat(to.core().messages.callbackSecrets.of(acme.id())).isEqualTo(callbacks);
    assertThat(to.core().searchSpaces.members(acme.id(), "gate")).containsExactly("alice", "bob");
    requireFace(to, alice, face);

    Path second = exported(to, "second.jsonl");
    // Alice has been seen on another device since, which the first export does not have.
    assertThat(open(second).stream().filter(line -> !line.contains("\"device\"")).toList())
        .isEqualTo(open(first).stream().filter(line -> !line.contains("\"device\"")).toList());
    Import.Outcome back = imported(from, request(second));
    assertThat(found).isEmpty();
    assertThat(back.tally().of(Fate.PRESENT)).isEqualTo(24);
    assertThat(back.tally().of(Fate.ADDED)).isEqualTo(1);
  }

  @Test
  void aFaceIsRecognisedAtTheOtherServer() {
    TestServer from = sqlite();
    User anna = from.user(from.customer("acme"), "anna");
    String url = from.core().enrolmentLinks.url(anna.customerId(), anna.enrolment());
    Answer enrolled =
        face(
            from,
            "/enroll",
            "\"enrolledUrl\":\"%s\",\"url\":\"%s\"".formatted(url, Portraits.ANNA.data()));
    assertThat(enrolled.status()).as(enrolled.body()).isEqualTo(200);
    TestServer to = postgres();

    assertThat(imported(to, request(exported(from, "face.jsonl"))).complete()).isTrue();

    assertThat(authenticate(to, Portraits.ANNA_AGAIN).body())
        .contains("User is successfully authenticated");
    assertThat(authenticate(to, Portraits.BERT).status()).isEqualTo(400);
  }

  private static Answer authenticate(TestServer server, Portraits portrait) {
    return face(
        server,
        "/authenticate",
        "\"userName\":\"anna\",\"precision\":\"high\",\"url\":\"%s\"".formatted(portrait.data()));
  }

  /** A call of the face dialect, as acme. */
  private static Answer face(TestServer server, String call, String members) {
    String prefix = "/deepfaceauth/api/v1/basic";
    Answer login =
        server.post(
            prefix + "/login",
            "{\"customerName\":\"acme\",\"password\":\"%s\"}".formatted(TestServer.PASSWORD));
    String token = login.body().replaceFirst("(?s).*\"accessToken\":\"(\\w+)\".*", "$1");
    return server.post(
        prefix + call,
        "{\"customerName\":\"acme\"," + members + "}",
        "Authorization",
        "Bearer " + token);
  }

  private static void device(TestServer server, User user) {
    Device device =
        new Device(
            user.customerId(),
            user.id(),
            "cs_0123456789abcdef",
            "cs-" + user.customerId(),
            "Alice's telephone",
            null,
            server.clock().instant(),
            server.clock().instant());
    server
        .core()
        .store
        .write(tx -> {
          tx.devices().add(device);
          return true;
        });
  }

  private Embedding embedding() {
    float[] values = new float[512];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Embedding.directionOf(values);
  }

  private static void enrol(TestServer server, User user, Embedding face) {
    NewFace kept =
        new NewFace(
            user.customerId(),
            user.id(),
            new NewFace.Agreement(Consent.Source.PERSON, "entry", "2026-01", Duration.ofDays(30)),
            "model-1",
            List.of(new NewFace.Sample(face, 3.75)),
            List.of(
                new NewPicture(
                    Kind.PORTRAIT,
                    "image/jpeg",
                    PICTURE.getBytes(StandardCharsets.UTF_8),
                    Duration.ofDays(90))));
    server.core().store.write(tx -> server.core().faces.store(tx, kept));
  }

  /** Turned by the secret the customer has there, it is the face it was. */
  private static void requireFace(TestServer server, User user, Embedding face) {
    Template template = server.core().faces.find(user.customerId(), user.id()).orElseThrow();
    Embedding turned = server.core().faces.turned(user.customerId(), template.rotation(), face);
    assertThat(template.mean().cosine(turned)).isCloseTo(1, within(1e-4));
    assertThat(template.samples().getFirst().cosine(turned)).isCloseTo(1, within(1e-4));
    assertThat(Math.abs(template.mean().cosine(face))).isLessThan(0.3);
    long portrait =
        server
            .core()
            .pictures
            .ofTemplate(user.customerId(), user.id(), Kind.PORTRAIT)
            .orElseThrow();
    assertThat(server.core().pictures.open(user.customerId(), portrait).orElseThrow().bytes())
        .isEqualTo(PICTURE.getBytes(StandardCharsets.UTF_8));
    assertThat(server.count("SELECT count(*) FROM face_change WHERE kind = 'STORED'")).isOne();
  }

  private static Answer signIn(TestServer server, String name) {
    return server.post(
        "/v1/iam/auth/sign-in/web/sign-in",
        "{\"userName\":\"%s\",\"password\":\"%s\"}".formatted(name, TestServer.PASSWORD));
  }

  private static Answer customerSignIn(TestServer server, String key) {
    return server.post(
        "/api/v2/patrons/login", "{\"username\":\"acme\",\"password\":\"%s\"}".formatted(key));
  }

  /** The records of a file, without what differs in every file: checks and ciphertexts. */
  private static List<String> open(Path file) {
    List<String> lines = lines(file);
    return lines.subList(1, lines.size() - 1).stream()
        .map(line -> {
          ObjectNode node = Json.object(line).orElseThrow();
          node.remove(List.of("check", "secret"));
          return node.toString();
        })
        .toList();
  }

  @Test
  void aFileWithoutSecretsBringsPeopleWithoutPasswordsAndTakesNoneAway() {
    TestServer from = sqlite();
    from.user(from.customer("acme"), "alice");
    Path file = exported(from, "open.jsonl", Optional.empty(), false);
    assertThat(lines(file)).noneMatch(line -> line.contains("argon2id") || line.contains("secret"));
    TestServer to = sqlite();

    Import.Outcome outcome = imported(to, request(file, Optional.empty()));

    assertThat(outcome.complete()).isTrue();
    assertThat(to.rows("SELECT password_hash, length(enrolment_reference) AS n FROM user_account"))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.get("password_hash")).isNull();
          assertThat(row.get("n")).isEqualTo(65);
        });
    assertThat(imported(to, request(file, Optional.empty())).tally().of(Fate.PRESENT)).isEqualTo(2);
    assertThat(imported(from, replacing(request(file, Optional.empty()))).tally().of(Fate.PRESENT))
        .isEqualTo(2);
    assertThat(signIn(from, "alice").status()).isEqualTo(200);
  }

  @Test
  void signingKeysGoAlongWhenAskedForAndVerifyWhatTheySigned() {
    TestServer from = sqlite();
    from.user(from.customer("acme"), "alice");
    Answer signedIn = signIn(from, "alice");
    String kid = from.core().ring.stored().getFirst().kid();
    Path file = exported(from, "keys.jsonl", Optional.of(WORDS), true);
    TestServer to = sqlite();

    assertThat(imported(to, request(file)).complete()).isTrue();

    to.core().ring.refresh();
    assertThat(signedIn.status()).isEqualTo(200);
    assertThat(to.core().ring.verifier(kid)).isPresent();
    assertThat(to.rows("SELECT state FROM signing_key ORDER BY state"))
        .extracting(row -> row.get("state"))
        .containsExactly("ACTIVE", "RETIRED");
    assertThat(imported(to, request(file)).tally().of("signing-key", Fate.PRESENT)).isEqualTo(1);
  }

  @Test
  void aCustomerOfTheFileGoesToTheOneThatHasTheNameHere() {
    TestServer from = sqlite();
    from.user(from.customer("acme"), "alice");
    from.user(from.customer("beta"), "bert");
    Path file = exported(from, "all.jsonl");
    TestServer to = sqlite();
    clock.advance(Duration.ofMinutes(1));
    Customer here = to.customer("ACME");

    Import.Outcome alone = imported(to, dry(request(file)));
    assertThat(found)
        .anySatisfy(line ->
            assertThat(line).contains("another customer here is named so", "--customer acme"));
    assertThat(alone.complete()).isFalse();
    imported(to, into(request(file), "acme"));

    assertThat(to.rows("SELECT customer_id, user_name FROM user_account"))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.get("user_name")).isEqualTo("alice");
          assertThat(row.get("customer_id")).isEqualTo(here.id().value());
        });
    assertThat(to.count("SELECT count(*) FROM customer")).isEqualTo(1);
    assertThat(signIn(to, "alice").status()).isEqualTo(200);
  }
}
