package dev.countersign.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.crypto.GeneratedKey;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.store.Throttles.Bucket;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The throttle as clients meet it, at the front door. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ThrottledSignInTest {
  private TestServer server;
  private Customer acme;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    server.user(acme, "alice");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer patron(String name, String password) {
    return server.post(
        "/api/v2/patrons/login",
        "{\"username\":\"" + name + "\",\"password\":\"" + password + "\"}");
  }

  private Answer person(String name, String password) {
    String pair = name + ":" + password;
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return server.send("POST", "/api/auth/token", new byte[0], "Authorization", "Basic " + basic);
  }

  @Test
  void nobodyIsLockedOutWhenAClockThatWasAheadIsSetBack() {
    assertThat(patron("acme", TestServer.PASSWORD).status()).isEqualTo(200);
    server.clock().advance(Duration.ofHours(2));
    for (int i = 0; i < 6; i++) {
      assertThat(patron("acme", "wrong").status()).isEqualTo(401);
    }
    assertThat(person("alice", TestServer.PASSWORD).status()).isEqualTo(200);

    server.clock().advance(Duration.ofHours(-2));

    assertThat(person("alice", TestServer.PASSWORD).status()).isEqualTo(200);
    assertThat(patron("acme", TestServer.PASSWORD).status()).isEqualTo(200);
    for (int i = 0; i < 6; i++) {
      assertThat(patron("acme", "wrong").status()).isEqualTo(401);
    }
    assertThat(patron("acme", TestServer.PASSWORD).status()).isEqualTo(429);
  }

  @Test
  void knownAndUnknownCustomersAreSlowedAlike() {
    for (String name : List.of("acme", "nobody")) {
      for (int i = 0; i < 6; i++) {
        assertThat(patron(name, "wrong").status()).isEqualTo(401);
      }
      Answer answer = patron(name, TestServer.PASSWORD);
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.header("Retry-After")).isEqualTo("1");
      assertThat(answer.body())
          .isEqualTo(
              """
              {"error":{"statusCode":429,"name":"Error","message":"Too many failed attempts; try\
               again in 1 seconds","code":"TOO_MANY_ATTEMPTS"}}\
              """);
    }
    server.clock().advance(Duration.ofSeconds(1));
    assertThat(patron("acme", TestServer.PASSWORD).status()).isEqualTo(200);
    assertThat(patron("nobody", TestServer.PASSWORD).status()).isEqualTo(401);
    assertThat(patron("nobody", TestServer.PASSWORD).header("Retry-After")).isEqualTo("2");
  }

  @Test
  void knownAndUnknownPeopleAreSlowedAlikeWithAnEmptyBody() {
    for (String name : List.of("alice", "nobody")) {
      for (int i = 0; i < 6; i++) {
        assertThat(person(name, "wrong").status()).isEqualTo(403);
      }
      Answer answer = person(name, TestServer.PASSWORD);
      assertThat(answer.status()).isEqualTo(429);
      assertThat(answer.header("Retry-After")).isEqualTo("1");
      assertThat(answer.body()).isEmpty();
    }
    server.clock().advance(Duration.ofSeconds(1));
    assertThat(person("alice", TestServer.PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void fiftyParallelGuessesAreAllCounted() throws Exception {
    List<Callable<Integer>> guesses = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      guesses.add(() -> person("alice", "wrong").status());
    }
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(50)) {
      for (Future<Integer> guess : executor.invokeAll(guesses)) {
        statuses.add(guess.get());
      }
    }
    assertThat(statuses.stream().collect(Collectors.groupingBy(s -> s, Collectors.counting())))
        .isEqualTo(Map.of(403, 6L, 429, 44L));
    Bucket account =
        server
            .core()
            .store
            .write(tx ->
                tx.throttles()
                    .lock(BucketName.digest("account\nuser\n" + acme.id() + "\nalice"))
                    .orElseThrow());
    assertThat(account.failures() + account.refused()).isEqualTo(50);
  }

  @Test
  void generatedKeysAreNotSlowedBecauseNobodyGuessesThem() {
    String wrong = "cs_1_" + "A".repeat(43);
    for (int i = 0; i < 10; i++) {
      assertThat(patron("acme", wrong).status()).isEqualTo(401);
    }
    assertThat(server.rows("SELECT failures FROM throttle_bucket"))
        .containsExactly(Map.of("failures", 10));
    assertThat(patron("acme", TestServer.PASSWORD).status()).isEqualTo(200);
  }

  private GeneratedKey backend() {
    return server
        .core()
        .apiKeys
        .create(acme.id(), "backend", Set.of(Scope.USERS_READ), Origin.CLI)
        .secret();
  }

  private long refusals() {
    return server.count("SELECT count(*) FROM audit_event WHERE outcome = 'wrong_credentials'");
  }

  @Test
  void theTrailNamesAWrongSecretOfAKeyThatExistsAndNoKeyThatDoesNot() {
    String key = backend().text();
    String wrong = key.substring(0, key.length() - 43) + "A".repeat(43);
    server.customer("globex");
    assertThat(patron("acme", "cs_1_" + "A".repeat(43)).status()).isEqualTo(401);
    assertThat(patron("nobody", wrong).status()).isEqualTo(401);
    assertThat(patron("globex", key).status()).isEqualTo(401);
    assertThat(refusals()).isZero();
    assertThat(patron("acme", wrong).status()).isEqualTo(401);
    assertThat(refusals()).isEqualTo(1);
  }

  @Test
  void whoSendsManyWrongGeneratedKeysIsTurnedAwayAndARightOneIsNot(@TempDir Path other) {
    server.close();
    server = TestServer.start(other, Map.of("throttle.network-free-attempts", "3"));
    acme = server.customer("acme");
    String right = backend().text();
    String wrong = "cs_1_" + "A".repeat(43);
    for (int i = 0; i < 4; i++) {
      assertThat(patron("acme", wrong).status()).isEqualTo(401);
    }
    for (int i = 0; i < 5; i++) {
      assertThat(patron("acme", wrong).status()).isEqualTo(429);
    }
    assertThat(patron("acme", wrong).header("Retry-After")).isEqualTo("1");
    assertThat(patron("acme", right).status()).isEqualTo(200);
    assertThat(server.rows("SELECT failures, refused FROM throttle_bucket"))
        .containsExactly(Map.of("failures", 4, "refused", 0));
    server.clock().advance(Duration.ofSeconds(1));
    assertThat(patron("acme", wrong).status()).isEqualTo(401);
  }
}
