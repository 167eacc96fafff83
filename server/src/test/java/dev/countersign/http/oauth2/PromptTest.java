package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.domain.ClientSettings.SubjectType;
import dev.countersign.testing.TestServer.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a person is asked to sign in although somebody is, and when nobody may be asked. */
class PromptTest extends ProviderTest {
  private Client client;

  @BeforeEach
  void start() {
    client = provider.client();
  }

  private void answered(Answer answer) {
    assertThat(Provider.sent(answer)).containsKey("code");
  }

  private void refused(Answer answer, String error) {
    assertThat(Provider.sent(answer))
        .containsEntry("error", error)
        .containsEntry("state", "af0ifjsldkj")
        .containsEntry("iss", Provider.ISS);
  }

  @Test
  void withPromptNoneAStrangerIsNotAskedToSignIn() {
    refused(provider.authorize(client, "prompt", "none"), "login_required");
    assertThat(provider.server.count("SELECT count(*) FROM authorization_request")).isZero();
  }

  @Test
  void withPromptNoneWhoeverIsSignedInGetsACode() {
    provider.signIn();

    answered(provider.authorize(client, "prompt", "none"));
  }

  @Test
  void withPromptNoneNobodyIsAskedToAgree() {
    provider.signIn();
    Client foreign = provider.client(settings -> settings.consent(ConsentPolicy.EXPLICIT));

    refused(provider.authorize(foreign, "prompt", "none"), "consent_required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"login", "select_account", "login consent"})
  void somebodyWhoIsSignedInIsAskedAgain(String prompt) {
    provider.signIn();
    String flow = Provider.flow(provider.authorize(client, "prompt", prompt), "/sign-in");

    assertThat(provider.browser.get("/sign-in?flow=" + flow).status()).isEqualTo(200);
    // Going round the page does not help.
    assertThat(Provider.flow(provider.browser.get("/oauth2/authorize?flow=" + flow), "/sign-in"))
        .isEqualTo(flow);
  }

  @Test
  void afterSigningInAgainTheFlowGoesOn() {
    provider.signIn();
    String flow = Provider.flow(provider.authorize(client, "prompt", "login"), "/sign-in");
    provider.server.clock().advance(Duration.ofSeconds(20));

    answered(provider.signInFor(flow));
  }

  @Test
  void somebodyNewIsSentToSignUp() {
    assertThat(Provider.flow(provider.authorize(client, "prompt", "create"), "/sign-up"))
        .isNotEmpty();
  }

  @Test
  void aSignInOlderThanMaxAgeIsNotEnough() {
    provider.signIn();

    answered(provider.authorize(client, "max_age", "60"));
    String flow = Provider.flow(provider.authorize(client, "max_age", "59"), "/sign-in");
    answered(provider.signInFor(flow));
  }

  @Test
  void maxAgeZeroAsksAlwaysAndOnce() {
    provider.browser.signIn("alice");
    String flow = Provider.flow(provider.authorize(client, "max_age", "0"), "/sign-in");

    answered(provider.signInFor(flow));
  }

  @Test
  void withPromptNoneAnOldSignInIsRefused() {
    provider.signIn();

    refused(provider.authorize(client, "prompt", "none", "max_age", "1"), "login_required");
  }

  @Test
  void theClientsOwnMaxAgeHoldsWhereTheRequestSaysNothing() {
    Client strict = provider.client(settings -> settings.defaultMaxAge(30L));
    provider.signIn();

    assertThat(Provider.flow(provider.authorize(strict), "/sign-in")).isNotEmpty();
    answered(provider.authorize(strict, "max_age", "600"));
  }

  @Test
  void aStrongerContextIsAskedForOnce() {
    provider.signIn();
    String flow =
        Provider.flow(
            provider.authorize(client, "acr_values", "urn:countersign:acr:2"), "/sign-in");

    // It was asked for as a wish, so what was reached is told and that is all.
    answered(provider.signInFor(flow));
  }

  @Test
  void anyOfTheContextsWillDo() {
    provider.signIn();

    answered(
        provider.authorize(client, "acr_values", "urn:countersign:acr:2 urn:countersign:acr:1"));
    answered(provider.authorize(client, "acr_values", "urn:mace:incommon:iap:silver"));
  }

  @Test
  void anEssentialContextThatIsNotReachedIsAFailure() {
    provider.signIn();
    String claims =
        "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"urn:countersign:acr:2\"]}}}";
    String flow = Provider.flow(provider.authorize(client, "claims", claims), "/sign-in");

    refused(provider.signInFor(flow), "unmet_authentication_requirements");
  }

  @Test
  void aHintOfWhoIsSignedInIsGood() {
    provider.signIn();
    String hint = provider.idToken(client, Map.of());

    answered(provider.authorize(client, "prompt", "none", "id_token_hint", hint));
  }

  @Test
  void anExpiredHintIsGood() {
    provider.signIn();
    String hint = provider.idToken(client, Map.of("exp", 1, "iat", 0));

    answered(provider.authorize(client, "prompt", "none", "id_token_hint", hint));
  }

  @Test
  void whoeverIsNotTheOneOfTheHintIsNotAnsweredFor() {
    provider.signIn();
    String hint = provider.idToken(client, Map.of("sub", "4711"));

    refused(provider.authorize(client, "prompt", "none", "id_token_hint", hint), "login_required");
    String flow = Provider.flow(provider.authorize(client, "id_token_hint", hint), "/sign-in");
    refused(provider.signInFor(flow), "login_required");
  }

  @Test
  void aHintForAnotherClientIsRefused() {
    provider.signIn();
    String hint = provider.idToken(provider.client(), Map.of());

    refused(provider.authorize(client, "id_token_hint", hint), "invalid_request");
  }

  @Test
  void anAccessTokenIsNoHint() {
    provider.signIn();
    String hint = provider.idToken(client, Map.of("token_use", "access"));

    refused(provider.authorize(client, "id_token_hint", hint), "invalid_request");
  }

  @Test
  void aHintOfAnotherIssuerIsRefused() {
    provider.signIn();
    String hint = provider.idToken(client, Map.of("iss", "https://other.example"));

    refused(provider.authorize(client, "id_token_hint", hint), "invalid_request");
  }

  @Test
  void aSubjectThatIsAskedForMustBeTheOneWhoIsSignedIn() {
    provider.signIn();
    String other = "{\"id_token\":{\"sub\":{\"value\":\"4711\"}}}";
    String alice = "{\"id_token\":{\"sub\":{\"value\":\"" + provider.alice.id() + "\"}}}";

    refused(provider.authorize(client, "prompt", "none", "claims", other), "login_required");
    answered(provider.authorize(client, "prompt", "none", "claims", alice));
  }

  @Test
  void aPairwiseHintNamesThePersonAsThatClientKnowsThem() {
    provider.signIn();
    Client pairwise = provider.client(settings -> settings.subjectType(SubjectType.PAIRWISE));
    var core = provider.server.core();
    String subject =
        new dev.countersign.token.Subjects(core.store, core.encryption, core.random)
            .of(pairwise, provider.alice.id());

    answered(
        provider.authorize(
            pairwise,
            "prompt",
            "none",
            "id_token_hint",
            provider.idToken(pairwise, Map.of("sub", subject))));
    refused(
        provider.authorize(
            pairwise, "prompt", "none", "id_token_hint", provider.idToken(pairwise, Map.of())),
        "login_required");
  }

  @Test
  void theLanguagesTheClientWouldLikeAreNoReasonToFail() {
    provider.signIn();

    answered(provider.authorize(client, "ui_locales", "se", "claims_locales", "se"));
    assertThat(List.of(provider.authorize(client, "display", "page").status()))
        .containsExactly(303);
  }
}
