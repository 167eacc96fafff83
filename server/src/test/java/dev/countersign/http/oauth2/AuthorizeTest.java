package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Client;
import dev.countersign.testing.AppOfCodes;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorizeTest extends ProviderTest {
  private Client client;

  @BeforeEach
  void start() {
    client = provider.client();
  }

  private long codes() {
    return provider.server.count("SELECT count(*) FROM authorization_code");
  }

  @Test
  void whoeverIsSignedInGetsACodeAtOnce() {
    provider.signIn();

    Answer answer = provider.authorize(client, "nonce", "n-0S6_WzA2Mj");

    Map<String, String> sent = Provider.sent(answer);
    assertThat(sent.keySet()).containsExactly("code", "state", "iss");
    assertThat(sent.get("code")).matches("[A-Za-z0-9]{64}");
    assertThat(sent).containsEntry("state", "af0ifjsldkj").containsEntry("iss", Provider.ISS);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    var row = provider.server.rows("SELECT * FROM authorization_code").getFirst();
    assertThat(row)
        .containsEntry("client_id", client.id().value())
        .containsEntry("user_id", provider.alice.id().value())
        .containsEntry("parent_id", provider.session().value());
    assertThat(row.toString())
        .contains("n-0S6_WzA2Mj", "urn:countersign:acr:1", "\"pwd\"")
        .doesNotContain(sent.get("code"));
  }

  @Test
  void whoeverIsNotSignsInFirstAndThenGoesOn() {
    String flow = Provider.flow(provider.authorize(client), "/sign-in");
    assertThat(provider.browser.get("/sign-in?flow=" + flow).body()).contains("to go on to App");

    Answer answer = provider.signInFor(flow);

    assertThat(Provider.sent(answer)).containsKey("code").containsEntry("state", "af0ifjsldkj");
    assertThat(provider.server.count("SELECT count(*) FROM authorization_request")).isZero();
  }

  @Test
  void theFlowCookieIsForThisHostAlone() {
    Answer answer = provider.authorize(client);

    assertThat(answer.header("Set-Cookie"))
        .matches("__Host-countersign-flow=[A-Za-z0-9]{64}; Path=/; Secure; HttpOnly; SameSite=Lax");
  }

  @Test
  void thePageOfAFlowLetsItsFormLeadToTheClient() {
    String flow = Provider.flow(provider.authorize(client), "/sign-in");

    assertThat(provider.browser.get("/sign-in?flow=" + flow).header("Content-Security-Policy"))
        .contains("form-action 'self' https://app.example;");
  }

  @Test
  void aLoginHintIsFilledIn() {
    String flow =
        Provider.flow(provider.authorize(client, "login_hint", "alice@example.org"), "/sign-in");

    assertThat(provider.browser.get("/sign-in?flow=" + flow).body())
        .contains("value=\"alice@example.org\"");
  }

  private Answer cancel(String flow) {
    Answer answer = provider.browser.post("/sign-in/cancel", Map.of("flow", flow));
    return provider.browser.get(answer.header("Location"));
  }

  @Test
  void whoeverCancelsIsLedBackAndTheClientIsToldThatAccessWasDenied() {
    String flow = Provider.flow(provider.authorize(client), "/sign-in");
    assertThat(provider.browser.get("/sign-in?flow=" + flow).body())
        .contains("action=\"/sign-in/cancel\"", "Cancel");
    assertThat(provider.browser.get("/sign-in").body()).doesNotContain("/sign-in/cancel");

    assertThat(Provider.sent(cancel(flow)))
        .containsEntry("error", "access_denied")
        .containsEntry("state", "af0ifjsldkj")
        .containsEntry("iss", Provider.ISS)
        .doesNotContainKey("code");
    assertThat(codes()).isZero();
    assertThat(provider.browser.post("/sign-in/cancel", Map.of("flow", flow)).status())
        .isEqualTo(410);
  }

  @Test
  void nobodyCancelsTheSignInOfAnotherBrowser() {
    String flow = Provider.flow(provider.authorize(client), "/sign-in");
    PageClient other = new PageClient(provider.server);
    other.get("/sign-in");

    assertThat(other.post("/sign-in/cancel", Map.of("flow", flow)).status()).isEqualTo(410);
    assertThat(Provider.sent(provider.signInFor(flow))).containsKey("code");
  }

  @Test
  void whoeverIsAskedForASecondFactorMayCancelAsWell() {
    AppOfCodes.setUp(provider.server, provider.alice);
    String flow = Provider.flow(provider.authorize(client), "/sign-in");
    String second = provider.signedIn(flow).header("Location");
    Answer step = provider.browser.get(second);
    assertThat(second).startsWith("/sign-in/second?");
    assertThat(step.body()).contains("action=\"/sign-in/cancel\"");

    assertThat(Provider.sent(cancel(flow))).containsEntry("error", "access_denied");
  }

  @Test
  void aFlowIsOfNoUseInAnotherBrowser() {
    String flow = Provider.flow(provider.authorize(client), "/sign-in");
    PageClient other = new PageClient(provider.server);
    other.signIn("alice");

    Answer answer = other.get("/oauth2/authorize?flow=" + flow);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("This sign-in is over, or was begun in another browser");
    assertThat(codes()).isZero();
  }

  @Test
  void aFlowGoesOnOnce() {
    String flow = Provider.flow(provider.authorize(client), "/sign-in");
    provider.signInFor(flow);

    assertThat(provider.browser.get("/oauth2/authorize?flow=" + flow).status()).isEqualTo(400);
    assertThat(codes()).isEqualTo(1);
  }

  @Test
  void aFlowThatNobodySignsInForIsOverAfterAQuarterOfAnHour() {
    String flow = Provider.flow(provider.authorize(client), "/sign-in");
    provider.server.clock().advance(Duration.ofMinutes(15));

    assertThat(provider.browser.get("/oauth2/authorize?flow=" + flow).status()).isEqualTo(400);
  }

  @Test
  void whoeverHasSignedInMayThinkForTheRestOfAnHour() {
    String flow = Provider.flow(provider.authorize(client, "prompt", "consent"), "/sign-in");
    assertThat(Provider.flow(provider.signInFor(flow), "/consent")).isEqualTo(flow);
    provider.server.clock().advance(Duration.ofMinutes(50));

    assertThat(provider.agree(flow)).isTrue();
    assertThat(Provider.sent(provider.browser.get("/oauth2/authorize?flow=" + flow)))
        .containsKey("code");
  }

  @Test
  void oneNetworkBeginsOnlySoManyFlows(@TempDir Path other) {
    try (Provider strict = new Provider(other, Map.of("throttle.network-requests", "2"))) {
      Client app = strict.client();
      assertThat(strict.authorize(app).status()).isEqualTo(303);
      assertThat(strict.authorize(app).status()).isEqualTo(303);

      Answer third = strict.authorize(app);

      assertThat(third.status()).isEqualTo(429);
      assertThat(third.header("Retry-After")).isEqualTo("600");
      assertThat(strict.server.count("SELECT count(*) FROM authorization_request")).isEqualTo(2);
      strict.server.clock().advance(Duration.ofMinutes(10));
      assertThat(strict.authorize(app).status()).isEqualTo(303);
    }
  }

  @Test
  void whatIsNotKnownIsNotKept() {
    Provider.flow(provider.authorize(client, "extra", "x".repeat(3000)), "/sign-in");

    assertThat(provider.server.rows("SELECT parameters FROM authorization_request").toString())
        .doesNotContain("extra");
  }

  @Test
  void aStateThatNoAddressCarriesIsNotSentBack() {
    Answer answer = provider.authorize(client, "state", "é".repeat(1025));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Location")).isEmpty();
    assertThat(Provider.flow(provider.authorize(client, "state", "s".repeat(2048)), "/sign-in"))
        .isNotEmpty();
  }

  @Test
  void aFlowIsOverAfterAnHour() {
    String flow = Provider.flow(provider.authorize(client), "/sign-in");
    provider.server.clock().advance(Duration.ofMinutes(61));

    assertThat(provider.browser.get("/oauth2/authorize?flow=" + flow).status()).isEqualTo(400);
  }

  @Test
  void aFlowWaitsUntilSomebodyHasSignedIn() {
    String flow = Provider.flow(provider.authorize(client), "/sign-in");

    Answer answer = provider.browser.get("/oauth2/authorize?flow=" + flow);

    assertThat(Provider.flow(answer, "/sign-in")).isEqualTo(flow);
  }

  @Test
  void theClientIsLookedAtAgainWhenAFlowGoesOn() {
    String flow = Provider.flow(provider.authorize(client), "/sign-in");
    Client moved =
        client.with(
            "App",
            client.settings().toBuilder()
                .redirectUris(List.of("https://elsewhere.example/cb"))
                .build());
    provider
        .server
        .core()
        .store
        .write(tx -> {
          tx.clients().update(client, moved, provider.server.clock().instant());
          return true;
        });

    Answer answer = provider.signInFor(flow);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Location")).isEmpty();
  }

  @Test
  void theSignInOfAnotherCustomersPersonIsNoneHere() {
    var other = provider.server.customer("other");
    Client foreign = provider.add(other, client.settings());
    provider.signIn();

    assertThat(Provider.flow(provider.authorize(foreign), "/sign-in")).isNotEmpty();
  }

  @Test
  void thePersonCanSayNoBeforeSigningIn() {
    String flow = Provider.flow(provider.authorize(client), "/sign-in");

    assertThat(provider.deny(flow)).isTrue();

    assertThat(Provider.sent(provider.browser.get("/oauth2/authorize?flow=" + flow)))
        .containsEntry("error", "access_denied")
        .containsEntry("state", "af0ifjsldkj")
        .containsEntry("iss", Provider.ISS);
  }

  @Test
  void aPostedRequestIsFetchedWithTheCookieThatComesWithoutIt() {
    provider.signIn();
    String form = Provider.path(client).substring("/oauth2/authorize?".length());

    Answer posted =
        provider.server.send(
            "POST",
            "/oauth2/authorize",
            form.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded");

    assertThat(posted.status()).isEqualTo(303);
    assertThat(posted.header("Set-Cookie")).isEmpty();
    assertThat(Provider.sent(provider.browser.get(posted.header("Location"))))
        .containsKey("code")
        .containsEntry("state", "af0ifjsldkj");
  }

  @Test
  void aPostedRequestIsCheckedLikeAnyOther() {
    String form =
        Provider.path(client, "response_type", "token").substring("/oauth2/authorize?".length());

    Answer posted =
        provider.server.send(
            "POST",
            "/oauth2/authorize",
            form.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded");

    assertThat(Provider.sent(posted)).containsEntry("error", "unsupported_response_type");
  }

  @Test
  void aNoteOfOursCannotBeSentAlong() {
    Client pushing = provider.client(settings -> settings.requirePushedAuthorizationRequests(true));
    provider.signIn();

    assertThat(Provider.sent(provider.authorize(pushing, "!pushed", "yes")))
        .containsEntry("error", "invalid_request");
  }

  @Test
  void unknownParametersAreIgnored() {
    provider.signIn();

    assertThat(Provider.sent(provider.authorize(client, "display", "popup", "extra", "foobar")))
        .containsKey("code");
  }

  @Test
  void aStateComesBackAsItWasSent() {
    provider.signIn();
    String state = "a b+c%&=\"é\u2028/?#";

    assertThat(Provider.sent(provider.authorize(client, "state", state)))
        .containsEntry("state", state);
  }

  @Test
  void withoutAStateNoneComesBack() {
    provider.signIn();

    assertThat(Provider.sent(provider.authorize(client, "state", ""))).doesNotContainKey("state");
  }
}
