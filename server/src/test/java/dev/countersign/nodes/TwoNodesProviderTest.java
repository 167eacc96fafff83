package dev.countersign.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.testing.DpopKey;
import dev.countersign.testing.OAuthStage;
import dev.countersign.testing.OAuthStage.Party;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The OpenID Provider on PostgreSQL, by its front door: two servers behind a proxy that leads each
 * request to the other one.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class TwoNodesProviderTest extends TwoNodes {
  private static final String BYE = "https://app.example/bye";

  private OAuthStage stage;
  private Party party;
  private PageClient browser;

  @BeforeEach
  void start() {
    stage = new OAuthStage(one);
    party =
        stage.client(settings ->
            settings.consent(ConsentPolicy.EXPLICIT).postLogoutRedirectUris(List.of(BYE)));
    browser = new PageClient(one);
  }

  private String[] request(String... more) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("client_id", party.id());
    parameters.put("response_type", "code");
    parameters.put("redirect_uri", OAuthStage.REDIRECT);
    parameters.put("scope", "openid profile");
    parameters.put("state", "af0ifjsldkj");
    parameters.put("nonce", "n-0S6_WzA2Mj");
    parameters.put("code_challenge", OAuthStage.CHALLENGE);
    parameters.put("code_challenge_method", "S256");
    for (int i = 0; i < more.length; i += 2) {
      parameters.put(more[i], more[i + 1]);
    }
    List<String> pairs = new ArrayList<>();
    parameters.forEach((name, value) -> pairs.addAll(List.of(name, value)));
    return pairs.toArray(String[]::new);
  }

  private static String authorize(String... parameters) {
    return "/oauth2/authorize?" + OAuthStage.encoded(parameters);
  }

  /** Where an answer leads; the pages it goes by are each asked of the node given. */
  private static String location(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    return answer.header("Location");
  }

  private static String flow(String location) {
    return location.substring(location.indexOf("flow=") + "flow=".length());
  }

  /** Through sign-in and consent, from node to node; answers the code. */
  private String code(String path) {
    PageClient there = browser.at(other);
    String signIn = location(browser.get(path));
    assertThat(signIn).startsWith("/sign-in?flow=");
    there.get(signIn);
    Map<String, String> password =
        Map.of("user-name", "alice", "password", TestServer.PASSWORD, "flow", flow(signIn));
    String consent = location(browser.get(location(there.post("/sign-in", password))));
    assertThat(consent).startsWith("/consent?flow=");
    there.get(consent);
    String agreed =
        location(there.post("/consent", Map.of("decision", "allow", "flow", flow(consent))));
    String callback = location(browser.get(agreed));
    assertThat(callback)
        .startsWith(OAuthStage.REDIRECT + "?code=")
        .contains("state=af0ifjsldkj", "iss=https%3A%2F%2Fauth.example");
    return callback.replaceAll(".*[?&]code=([^&]+).*", "$1");
  }

  private Answer form(TestServer node, String path, List<String> more, String... parameters) {
    List<String> headers = new ArrayList<>(more);
    headers.addAll(
        List.of(
            "Authorization", party.basic(), "Content-Type", "application/x-www-form-urlencoded"));
    byte[] body = OAuthStage.encoded(parameters).getBytes(StandardCharsets.UTF_8);
    return node.send("POST", path, body, headers.toArray(String[]::new));
  }

  private Answer redeemed(TestServer node, String code) {
    return form(node, "/oauth2/token", List.of(), OAuthStage.redemption(code));
  }

  private Answer refreshed(TestServer node, @Nullable Object token) {
    return form(
        node,
        "/oauth2/token",
        List.of(),
        "grant_type",
        "refresh_token",
        "refresh_token",
        String.valueOf(token));
  }

  private static Map<String, Object> good(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return OAuthStage.json(answer);
  }

  private static int userinfo(TestServer node, @Nullable Object token) {
    return node.get("/oauth2/userinfo", "Authorization", "Bearer " + token).status();
  }

  private @Nullable Object active(TestServer node, @Nullable Object token) {
    return good(form(node, "/oauth2/introspect", List.of(), "token", String.valueOf(token)))
        .get("active");
  }

  @Test
  void everyStepMayBeTakenAtAnotherNode() {
    Map<String, Object> first = good(redeemed(other, code(authorize(request()))));
    Map<String, Object> claims = stage.claims(first.get("id_token"));
    assertThat(claims)
        .containsEntry("nonce", "n-0S6_WzA2Mj")
        .containsEntry("sub", stage.alice.id().toString());
    assertThat(userinfo(one, first.get("access_token"))).isEqualTo(200);
    Map<String, Object> second = good(refreshed(one, first.get("refresh_token")));
    assertThat(userinfo(other, second.get("access_token"))).isEqualTo(200);
    assertThat(active(other, second.get("access_token"))).isEqualTo(true);
    assertThat(active(one, second.get("refresh_token"))).isEqualTo(true);
    // Who is signed in, and has agreed, is asked nothing at either node.
    assertThat(location(browser.at(other).get(authorize(request("prompt", "none")))))
        .startsWith(OAuthStage.REDIRECT + "?code=");

    String logout =
        "/oauth2/logout?"
            + OAuthStage.encoded(
                "id_token_hint",
                OAuthStage.text(second, "id_token"),
                "post_logout_redirect_uri",
                BYE);
    assertThat(location(browser.get(logout))).isEqualTo(BYE);

    for (TestServer node : List.of(other, one)) {
      assertThat(userinfo(node, first.get("access_token"))).isEqualTo(401);
      assertThat(active(node, second.get("access_token"))).isEqualTo(false);
      assertThat(active(node, second.get("refresh_token"))).isEqualTo(false);
      assertThat(refreshed(node, second.get("refresh_token")).status()).isEqualTo(400);
      assertThat(location(browser.at(node).get(authorize(request("prompt", "none")))))
          .contains("error=login_required");
    }
  }

  @Test
  void aPushedRequestIsAnsweredAtAnotherNodeAndOnce() {
    Answer pushed = form(other, "/oauth2/par", List.of(), request());
    assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
    String path =
        authorize(
            "client_id",
            party.id(),
            "request_uri",
            OAuthStage.text(OAuthStage.json(pushed), "request_uri"));

    assertThat(redeemed(one, code(path)).status()).isEqualTo(200);

    assertThat(browser.at(other).get(path).status()).isEqualTo(400);
  }

  @Test
  void aCodeThatBothAreSentAtOnceIsGoodOnce() throws Exception {
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 10; i++) {
        String code = stage.terms().code(party);
        List<Callable<Integer>> calls =
            List.of(() -> redeemed(one, code).status(), () -> redeemed(other, code).status());
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> answer : both.invokeAll(calls)) {
          answers.add(answer.get());
        }
        assertThat(answers).containsExactlyInAnyOrder(200, 400);
      }
    }
    // Two holders of one code: what it was good for is taken back.
    assertThat(one.count("SELECT count(*) FROM oauth_grant")).isZero();
  }

  @Test
  void aRefreshTokenThatBothAreSentAtOnceGivesBothTheSameNext() throws Exception {
    party = stage.client(settings -> settings.rotateRefreshTokens(true));
    Object first = stage.tokens(party, stage.terms()).get("refresh_token");
    Object token = first;
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 10; i++) {
        Object present = token;
        List<Callable<Answer>> calls =
            List.of(() -> refreshed(one, present), () -> refreshed(other, present));
        Set<Object> next = new HashSet<>();
        for (Future<Answer> answer : both.invokeAll(calls)) {
          next.add(good(answer.get()).get("refresh_token"));
        }
        assertThat(next).hasSize(1).doesNotContain(present);
        token = next.iterator().next();
      }
    }
    // One that was used long before is somebody else's: nobody has any more.
    one.clock().advance(Duration.ofMinutes(2));
    assertThat(refreshed(other, first).status()).isEqualTo(400);
    assertThat(refreshed(one, token).status()).isEqualTo(400);
  }

  @Test
  void aProofThatOneHasSeenIsNoneAtTheOther() {
    String proof = new DpopKey(one.clock()).proof("POST", TestServer.BASE_URL + "/oauth2/token");
    List<String> header = List.of("DPoP", proof);
    String[] grant = {"grant_type", "client_credentials"};

    assertThat(form(one, "/oauth2/token", header, grant).status()).isEqualTo(200);

    assertThat(form(other, "/oauth2/token", header, grant).body())
        .contains("\"error\":\"invalid_dpop_proof\"");
  }
}
