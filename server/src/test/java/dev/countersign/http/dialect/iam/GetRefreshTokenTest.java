package dev.countersign.http.dialect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.crypto.Secret;
import dev.countersign.domain.Origin;
import dev.countersign.http.dialect.iam.IamClient.Tokens;
import dev.countersign.testing.MutableClock;
import dev.countersign.testing.OnEveryDatabase;
import dev.countersign.testing.TestDatabase;
import dev.countersign.testing.TestDatabases;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

@OnEveryDatabase
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class GetRefreshTokenTest extends IamServer {
  @Parameter TestDatabase kind;

  @Override
  TestServer start(Path folder) {
    if (kind == TestDatabase.SQLITE) {
      return TestServer.start(folder);
    }
    return TestServer.start(folder, Map.of(), new MutableClock(), TestDatabases.postgres());
  }

  @Test
  void aRefreshTokenGivesNewTokensOfTheSameSession() {
    Tokens first = client.signIn("alice");
    server.clock().advance(Duration.ofMinutes(10));

    Answer answer = client.tryRefresh(first.refresh());
    assertThat(answer.body())
        .matches(
            """
            \\{"accessToken":"[^"]+","expiresIn":3600,"idToken":"[^"]+","newDeviceMetadata":null,\
            "refreshToken":"\\d+\\.2\\.[\\w-]{43}","tokenType":"Bearer"}\
            """);
    Tokens second = IamClient.tokens(answer);
    for (String path : List.of("mobile", "app")) {
      Answer again =
          server.post(
              "/v1/iam/auth/" + path + "/getrefreshtoken",
              IamClient.json(Map.of("refreshToken", second.refresh())));
      second = IamClient.tokens(again);
    }
    assertThat(second.refresh()).contains(".4.");
    Map<String, Object> before = client.verifiedClaims(first.access());
    Map<String, Object> after = client.verifiedClaims(second.access());
    assertThat(after.get("sid")).isEqualTo(before.get("sid"));
    assertThat(after.get("auth_time")).isEqualTo(before.get("auth_time"));
    assertThat(after.get("jti")).isNotEqualTo(before.get("jti"));
    assertThat(client.status(first)).as("the older access token goes on").isEqualTo(200);
    assertThat(server.count("SELECT count(*) FROM session WHERE refresh_generation = 4"))
        .isEqualTo(1);
    assertThat(server.count("SELECT last_seen_at - created_at FROM device")).isEqualTo(600_000);
  }

  @Test
  void sixteenTabsThatRenewAtOnceAllGetTheSameSuccessor() throws Exception {
    String token = client.signIn("alice").refresh();

    List<Answer> answers = together(16, () -> client.tryRefresh(token));

    assertThat(answers).allMatch(answer -> answer.status() == 200);
    List<String> successors =
        answers.stream().map(answer -> IamClient.tokens(answer).refresh()).distinct().toList();
    assertThat(successors).hasSize(1);
    assertThat(server.count("SELECT refresh_generation FROM session")).isEqualTo(2);
    assertThat(client.refresh(successors.getFirst()).refresh()).contains(".3.");
  }

  static <T> List<T> together(int threads, Callable<T> call) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(executor.submit(call));
      }
      for (Future<T> future : futures) {
        results.add(future.get());
      }
    }
    return results;
  }

  @Test
  void theTokenBeforeGivesTheSameCurrentOneWithinTheGraceTime() {
    Tokens first = client.signIn("alice");
    Tokens second = client.refresh(first.refresh());
    server.clock().advance(Duration.ofMillis(29_999));

    assertThat(client.refresh(first.refresh()).refresh()).isEqualTo(second.refresh());
    assertThat(server.count("SELECT refresh_generation FROM session")).isEqualTo(2);
  }

  @Test
  void reuseAfterTheGraceTimeEndsTheSessionAndEveryTokenOfIt() {
    Tokens first = client.signIn("alice");
    Tokens second = client.refresh(first.refresh());
    Tokens elsewhere = client.signIn("alice");
    server.clock().advance(Duration.ofSeconds(30));

    Answer answer = client.tryRefresh(first.refresh());

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"countersign\"");
    assertThat(answer.body())
        .isEqualTo(
            """
            {"type":"tag:countersign.dev,2026:problem/refresh_token_reused",\
            "title":"The refresh token was used before","status":401,\
            "detail":"This refresh token was exchanged before, so it may be stolen: the session\
             has been ended; sign in again","code":"refresh_token_reused"}\
            """);
    assertThat(client.status(first)).isEqualTo(401);
    assertThat(client.status(second)).isEqualTo(401);
    assertThat(IamClient.code(client.tryRefresh(second.refresh())))
        .isEqualTo("401 refresh_token_invalid");
    assertThat(client.status(elsewhere)).as("another sign-in goes on").isEqualTo(200);
    assertThat(server.rows("SELECT user_id, outcome FROM audit_event WHERE kind='refresh_reuse'"))
        .containsExactly(Map.of("user_id", alice.id().value(), "outcome", "session_ended"));
  }

  @Test
  void aTokenOlderThanTheOneBeforeIsReuseEvenWithinTheGraceTime() throws Exception {
    String first = client.signIn("alice").refresh();
    client.refresh(client.refresh(first).refresh());

    List<Answer> answers = together(4, () -> client.tryRefresh(first));

    assertThat(answers).allMatch(answer -> answer.status() == 401);
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE kind = 'refresh_reuse'"))
        .as("told once, whoever was first")
        .isEqualTo(1);
  }

  @Test
  void aTokenThatLiesUnusedExpiresAndUsingItPutsThatOff() {
    String token = client.signIn("alice").refresh();
    server.clock().advance(Duration.ofDays(14).minusMillis(1));
    token = client.refresh(token).refresh();
    server.clock().advance(Duration.ofDays(14));

    assertThat(IamClient.code(client.tryRefresh(token))).isEqualTo("401 refresh_token_invalid");
  }

  @Test
  void aSessionEndsAtItsAbsoluteAgeHoweverActive() {
    Tokens tokens = client.signIn("alice");
    for (int i = 0; i < 2; i++) {
      server.clock().advance(Duration.ofDays(13));
      tokens = client.refresh(tokens.refresh());
    }
    server.clock().advance(Duration.ofDays(4).minusMinutes(5));
    Answer last = client.tryRefresh(tokens.refresh());
    assertThat(last.body()).contains("\"expiresIn\":300,");
    server.clock().advance(Duration.ofMinutes(5));

    assertThat(IamClient.code(client.tryRefresh(IamClient.tokens(last).refresh())))
        .isEqualTo("401 refresh_token_invalid");
    assertThat(client.status(IamClient.tokens(last))).isEqualTo(401);
  }

  @Test
  void forgedTokensAreRefusedAndHarmNobody() {
    Tokens mine = client.signIn("alice");
    Tokens other = client.signIn("alice");
    String[] parts = mine.refresh().split("\\.", -1);
    String[] others = other.refresh().split("\\.", -1);
    List<String> forged =
        List.of(
            parts[0] + ".2." + parts[2],
            parts[0] + ".0." + parts[2],
            parts[0] + ".999999999999999999." + parts[2],
            parts[0] + ".9999999999999999999." + parts[2],
            parts[0] + ".01." + parts[2],
            parts[0] + ".-1." + parts[2],
            parts[0] + ".1." + others[2],
            others[0] + ".1." + parts[2],
            "1.1." + parts[2],
            parts[0] + ".1." + "A".repeat(43),
            parts[0] + ".1." + respelled(parts[2]),
            mine.refresh() + "=",
            mine.refresh() + " ",
            parts[0] + ".1",
            mine.access(),
            mine.id(),
            "",
            "x");
    for (String token : forged) {
      assertThat(IamClient.code(client.tryRefresh(token)))
          .as(token)
          .isEqualTo("401 refresh_token_invalid");
    }
    assertThat(server.count("SELECT count(*) FROM session WHERE refresh_generation = 1"))
        .isEqualTo(2);
    assertThat(client.refresh(mine.refresh()).refresh()).contains(".2.");
  }

  /** Another base64url text of the same bytes: the last character's two low bits mean nothing. */
  private static String respelled(String tag) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int last = alphabet.indexOf(tag.charAt(42));
    return tag.substring(0, 42) + alphabet.charAt(last ^ 1);
  }

  @Test
  void anAccountThatIsNotTheSessionsIsRefusedAndTheTokenStaysGood() {
    server.user(acme, "bob");
    String token = client.signIn("alice").refresh();
    for (Map<String, String> wrong :
        List.of(
            Map.of("refreshToken", token, "userName", "bob"),
            Map.of("refreshToken", token, "userName", "no name"),
            Map.of("refreshToken", token, "tenantId", "7"),
            Map.of("refreshToken", token, "tenantId", "acme"))) {
      assertThat(IamClient.code(server.post(IamClient.REFRESH, IamClient.json(wrong))))
          .as(wrong.toString())
          .isEqualTo("401 refresh_token_invalid");
    }
    Map<String, String> right =
        Map.of("refreshToken", token, "userName", "ALICE", "tenantId", acme.id().toString());
    Answer answer = server.post(IamClient.REFRESH, IamClient.json(right));
    assertThat(IamClient.tokens(answer).refresh()).contains(".2.");
  }

  @Test
  void malformedRequestsAreToldWhatIsWrong() {
    for (String body :
        List.of(
            "{}",
            "{\"refreshToken\":7}",
            "{\"refreshToken\":\"x\",\"userName\":[]}",
            "{\"refreshToken\":\"x\",\"tenantId\":{}}",
            "{\"refreshToken\":\"x\",\"deviceProof\":\"y\"}",
            "{\"refreshToken\":\"x\",\"deviceKey\":\"y\"}",
            "[]")) {
      assertThat(IamClient.code(server.post(IamClient.REFRESH, body)))
          .as(body)
          .isEqualTo("400 invalid_request");
    }
  }

  @Test
  void afterASignOutAPasswordChangeOrADisablingNothingRenews() {
    Tokens out = client.signIn("alice");
    server.get("/v1/iam/auth/logout", "Authorization", out.bearer());
    assertThat(client.tryRefresh(out.refresh()).status()).isEqualTo(401);

    String changed = client.signIn("alice").refresh();
    Secret password = Secret.of("another correct horse battery");
    server.core().users.setPassword(acme.id(), alice.id(), password, Origin.CLI);
    assertThat(IamClient.code(client.tryRefresh(changed))).isEqualTo("401 refresh_token_invalid");

    Answer again = client.trySignIn("alice", "another correct horse battery");
    server.core().users.disable(acme.id(), alice.id(), Origin.CLI);
    assertThat(client.tryRefresh(IamClient.tokens(again).refresh()).status()).isEqualTo(401);
  }
}
