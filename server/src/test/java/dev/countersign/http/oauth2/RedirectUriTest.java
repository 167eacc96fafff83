package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.ApplicationType;
import dev.countersign.testing.TestServer.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUriTest extends ProviderTest {
  @BeforeEach
  void start() {
    provider.signIn();
  }

  private void shown(Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Location")).isEmpty();
    assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(answer.body()).contains("<h1>The application’s request cannot be answered</h1>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/cb/",
        "https://app.example/cb?x=y",
        "https://app.example/cb#",
        "https://app.example/CB",
        "https://app.example/cb/../cb",
        "https://app.example/%63b",
        "https://APP.example/cb",
        "https://app.example:443/cb",
        "http://app.example/cb",
        "https://app.example.evil.example/cb",
        "https://app.example@evil.example/cb",
        "https://evil.example/cb?https://app.example/cb",
        "https://app.example/cb%00",
        "//app.example/cb",
        "javascript:alert(1)"
      })
  void anythingButTheRegisteredTextIsShownAndNeverFollowed(String uri) {
    shown(provider.authorize(provider.client(), "redirect_uri", uri));
  }

  @Test
  void withoutARedirectUriTheErrorIsShown() {
    shown(provider.authorize(provider.client(), "redirect_uri", ""));
  }

  @Test
  void ofTwoRedirectUrisNoneIsFollowed() {
    shown(
        provider.browser.get(
            Provider.path(provider.client()) + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "7", "abc", "-1", "00001", "9223372036854775808"})
  void withoutAKnownClientTheErrorIsShown(String clientId) {
    shown(provider.authorize(provider.client(), "client_id", clientId));
  }

  @Test
  void ofTwoClientIdsNoneIsBelieved() {
    Client client = provider.client();

    shown(provider.browser.get(Provider.path(client) + "&client_id=" + client.id()));
  }

  @Test
  void aClientThatIsSwitchedOffGetsNobodySent() {
    Client client = provider.client();
    provider
        .server
        .core()
        .store
        .write(tx -> {
          tx.clients().update(client, client.withDisabled(true), provider.server.clock().instant());
          return true;
        });

    shown(provider.authorize(client));
  }

  @Test
  void theQueryOfARegisteredUriIsKept() {
    Client client =
        provider.client(settings -> settings.redirectUris(List.of("https://app.example/cb?a=b")));

    Answer answer = provider.authorize(client, "redirect_uri", "https://app.example/cb?a=b");

    assertThat(answer.header("Location")).startsWith("https://app.example/cb?a=b&code=");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/cb",
        "http://127.0.0.1:1/cb",
        "http://127.0.0.1:51004/cb",
        "http://[::1]:61023/cb"
      })
  void aNativeClientMayListenAtAnyPortOfTheMachineItself(String uri) {
    Client client = provider.publicClient("http://127.0.0.1/cb", "http://[::1]:80/cb");

    String flow = Provider.flow(authorize(client, uri), "/consent");
    provider.agree(flow);
    Answer answer = provider.browser.get("/oauth2/authorize?flow=" + flow);

    assertThat(Provider.sent(answer, uri + "?")).containsKey("code");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:51004/other",
        "http://127.0.0.1:51004/cb?x=y",
        "http://127.0.0.1:51004",
        "http://127.0.0.1:/cb",
        "http://127.0.0.1:999999/cb",
        "http://127.0.0.2:51004/cb",
        "http://127.0.0.1.evil.example:51004/cb",
        "http://127.0.0.1:51004@evil.example/cb",
        "http://localhost:51004/cb",
        "http://[::1]:51004/cb",
        "https://127.0.0.1:51004/cb"
      })
  void nothingButThePortMayDiffer(String uri) {
    shown(provider.authorize(provider.publicClient("http://127.0.0.1/cb"), "redirect_uri", uri));
  }

  @Test
  void thePortOfAnotherHostMustBeTheRegisteredOne() {
    Client client = provider.client(settings -> settings.applicationType(ApplicationType.NATIVE));

    shown(provider.authorize(client, "redirect_uri", "https://app.example:8443/cb"));
  }

  @Test
  void aWebApplicationHasNoFreeChoiceOfPort() {
    Client client =
        provider.client(settings -> settings.redirectUris(List.of("http://127.0.0.1/cb")));

    shown(provider.authorize(client, "redirect_uri", "http://127.0.0.1:51004/cb"));
  }

  @Test
  void aPrivateUseSchemeIsAnsweredAt() {
    Client client = provider.publicClient("com.example.app:/cb");

    String flow = Provider.flow(authorize(client, "com.example.app:/cb"), "/consent");
    provider.agree(flow);
    Answer answer = provider.browser.get("/oauth2/authorize?flow=" + flow);

    assertThat(Provider.sent(answer, "com.example.app:/cb?")).containsKey("code");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1/cb", "com.example.app:/cb"})
  void whoeverListensOnThePersonsMachineGetsNoCodeWithoutThem(String uri) {
    Client client = provider.publicClient(uri);
    String flow = Provider.flow(authorize(client, uri), "/consent");
    provider.agree(flow);
    provider.browser.get("/oauth2/authorize?flow=" + flow);
    provider.server.clock().advance(Duration.ofMinutes(1));

    assertThat(Provider.sent(authorize(client, uri, "prompt", "none"), uri + "?"))
        .containsEntry("error", "consent_required");
    assertThat(Provider.flow(authorize(client, uri), "/consent")).isNotEmpty();
  }

  private Answer authorize(Client client, String uri, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "redirect_uri",
                uri,
                "code_challenge",
                Provider.CHALLENGE,
                "code_challenge_method",
                "S256"));
    all.addAll(List.of(more));
    return provider.authorize(client, all.toArray(String[]::new));
  }
}
