package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.domain.Origin;
import dev.countersign.testing.TestServer.Answer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsentTest extends ProviderTest {
  private Client own;
  private Client foreign;

  @BeforeEach
  void start() {
    own = provider.client();
    foreign = provider.client(settings -> settings.consent(ConsentPolicy.EXPLICIT));
    provider.signIn();
  }

  private Answer goOn(String flow) {
    return provider.browser.get("/oauth2/authorize?flow=" + flow);
  }

  private void agreed(String... parameters) {
    String flow = Provider.flow(provider.authorize(foreign, parameters), "/consent");
    assertThat(provider.agree(flow)).isTrue();
    assertThat(Provider.sent(goOn(flow))).containsKey("code");
  }

  private String granted() {
    return provider
        .server
        .rows("SELECT request FROM authorization_code ORDER BY created_at DESC")
        .getFirst()
        .toString();
  }

  @Test
  void theCustomersOwnApplicationIsNotAskedFor() {
    assertThat(Provider.sent(provider.authorize(own))).containsKey("code");
  }

  @Test
  void anotherApplicationIsAskedForAndRemembered() {
    agreed("scope", "openid profile");

    assertThat(Provider.sent(provider.authorize(foreign, "scope", "openid profile")))
        .containsKey("code");
    assertThat(Provider.sent(provider.authorize(foreign, "scope", "openid"))).containsKey("code");
    assertThat(provider.server.rows("SELECT scope FROM user_consent").toString())
        .contains("openid profile");
    assertThat(
            provider.server.count(
                "SELECT count(*) FROM audit_event WHERE kind = ?", "client_allowed"))
        .isEqualTo(1);
  }

  @Test
  void withoutAnAnswerTheFlowWaits() {
    String flow = Provider.flow(provider.authorize(foreign), "/consent");

    assertThat(Provider.flow(goOn(flow), "/consent")).isEqualTo(flow);
  }

  @Test
  void aPersonWhoSaysNoIsTakenAtTheirWord() {
    String flow = Provider.flow(provider.authorize(foreign), "/consent");
    assertThat(provider.deny(flow)).isTrue();

    assertThat(Provider.sent(goOn(flow))).containsEntry("error", "access_denied");
    assertThat(provider.server.count("SELECT count(*) FROM user_consent")).isZero();
  }

  @Test
  void whateverIsAskedForBeyondThatIsAskedFor() {
    agreed("scope", "openid");

    assertThat(Provider.flow(provider.authorize(foreign, "scope", "openid email"), "/consent"))
        .isNotEmpty();
  }

  @Test
  void withPromptConsentThePersonIsAskedEachTime() {
    agreed("prompt", "consent");
    provider.server.clock().advance(Duration.ofSeconds(1));

    String flow = Provider.flow(provider.authorize(foreign, "prompt", "consent"), "/consent");
    assertThat(Provider.flow(goOn(flow), "/consent")).isEqualTo(flow);
    assertThat(provider.agree(flow)).isTrue();
    assertThat(Provider.sent(goOn(flow))).containsKey("code");
    assertThat(Provider.flow(provider.authorize(own, "prompt", "consent"), "/consent"))
        .isNotEmpty();
  }

  @Test
  void offlineAccessNeedsConsentOfItsOwn() {
    agreed("scope", "openid");

    // Nobody was asked for it, so it is left out.
    Provider.sent(provider.authorize(foreign, "scope", "openid offline_access"));
    assertThat(granted()).doesNotContain("offline_access");

    provider.server.clock().advance(Duration.ofSeconds(1));
    agreed("scope", "openid offline_access", "prompt", "consent");
    assertThat(granted()).contains("offline_access");

    provider.server.clock().advance(Duration.ofSeconds(1));
    Provider.sent(provider.authorize(foreign, "scope", "openid offline_access"));
    assertThat(granted()).contains("offline_access");
  }

  @Test
  void theCustomersOwnApplicationHasOfflineAccessForTheAsking() {
    Provider.sent(provider.authorize(own, "scope", "openid offline_access"));

    assertThat(granted()).contains("offline_access");
  }

  @Test
  void whatIsTakenBackIsAskedForAgain() {
    agreed("scope", "openid");
    var consents = provider.server.core().authorizationFeatures.consents;

    assertThat(consents.withdraw(provider.acme.id(), provider.alice.id(), foreign.id(), Origin.CLI))
        .isTrue();
    assertThat(consents.withdraw(provider.acme.id(), provider.alice.id(), foreign.id(), Origin.CLI))
        .isFalse();

    assertThat(Provider.flow(provider.authorize(foreign), "/consent")).isNotEmpty();
  }

  @Test
  void nobodyCanAgreeInAnotherBrowser() {
    String flow = Provider.flow(provider.authorize(foreign), "/consent");
    provider.browser.plant("__Host-countersign-flow", "A".repeat(64));

    assertThat(provider.agree(flow)).isFalse();
    assertThat(provider.deny(flow)).isFalse();
  }
}
