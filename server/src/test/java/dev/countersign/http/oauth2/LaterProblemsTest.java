package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.ClientSettings.ApplicationType;
import dev.countersign.domain.User;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client that registered itself sends nobody anywhere who has not signed in. */
class LaterProblemsTest extends ProviderTest {
  private Client selfRegistered(UnaryOperator<ClientSettings> change) {
    ClientSettings settings =
        change.apply(
            ClientSettings.defaults().toBuilder()
                .redirectUris(List.of(Provider.REDIRECT))
                .scopes(Set.of("openid"))
                .build());
    Instant now = provider.server.clock().instant();
    ClientId id = new ClientId(provider.server.core().ids.next());
    String digest = "0f".repeat(32);
    Client client =
        new Client(id, provider.acme.id(), "App", settings, digest, digest, false, now, now);
    return provider
        .server
        .core()
        .store
        .write(tx -> {
          tx.clients().add(client);
          return client;
        });
  }

  private Client selfRegistered() {
    return selfRegistered(settings -> settings);
  }

  @ParameterizedTest
  @CsvSource({
    "response_type, token,       unsupported_response_type",
    "scope,         nonsense,    invalid_scope",
    "prompt,        often,       invalid_request",
    "request,       x.y.z,       invalid_request_object",
    "registration,  {},          registration_not_supported",
    "nonce,         LONG,        invalid_request"
  })
  void itsErrorsWaitUntilSomebodyHasSignedIn(String name, String value, String error) {
    String sent = value.equals("LONG") ? "n".repeat(3000) : value;
    Answer first = provider.authorize(selfRegistered(), name, sent);
    String flow = Provider.flow(first, "/sign-in");

    assertThat(provider.server.rows("SELECT parameters FROM authorization_request").toString())
        .doesNotContain("nnnn", "nonsense");
    assertThat(Provider.sent(provider.signInFor(flow)))
        .containsEntry("error", error)
        .containsEntry("state", "af0ifjsldkj")
        .containsEntry("iss", Provider.ISS)
        .doesNotContainKey("code");
    assertThat(provider.browser.get("/oauth2/authorize?flow=" + flow).status())
        .as("it is told once")
        .isEqualTo(400);
    assertThat(provider.server.count("SELECT count(*) FROM authorization_code")).isZero();
  }

  @Test
  void whatIsPostedWaitsToo() {
    Client client = selfRegistered();
    String form = Provider.path(client, "response_type", "token").replaceFirst(".*\\?", "");
    Answer posted =
        provider.server.send(
            "POST",
            "/oauth2/authorize",
            form.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertThat(posted.header("Location")).startsWith("/oauth2/authorize?client_id=");

    String flow = Provider.flow(provider.browser.get(posted.header("Location")), "/sign-in");

    assertThat(Provider.sent(provider.signInFor(flow)))
        .containsEntry("error", "unsupported_response_type");
  }

  @Test
  void whoeverIsSignedInIsSentOnAtOnce() {
    provider.signIn();

    assertThat(Provider.sent(provider.authorize(selfRegistered(), "response_type", "token")))
        .containsEntry("error", "unsupported_response_type");
  }

  @Test
  void anotherCustomersPersonSignsInFirst() {
    User bob = provider.server.user(provider.server.customer("other"), "bob");
    PageClient browser = new PageClient(provider.server);
    browser.plant(PageClient.COOKIE, "A".repeat(64));
    assertThat(bob.userName()).isEqualTo("bob");

    Answer answer = browser.get(Provider.path(selfRegistered(), "response_type", "token"));

    assertThat(answer.header("Location")).startsWith("/sign-in?flow=");
  }

  @Test
  void silentRequestsAreAnsweredAtOnce() {
    assertThat(Provider.sent(provider.authorize(selfRegistered(), "prompt", "none")))
        .containsEntry("error", "login_required");
    assertThat(
            Provider.sent(
                provider.authorize(selfRegistered(), "prompt", "none", "response_type", "token")))
        .containsEntry("error", "unsupported_response_type");
  }

  @Test
  void aClientThatAnAdministratorRegisteredIsToldAtOnce() {
    assertThat(Provider.sent(provider.authorize(provider.client(), "response_type", "token")))
        .containsEntry("error", "unsupported_response_type");
  }

  @Test
  void noNoteOfTheKindCanBeSentAlong() {
    provider.signIn();

    assertThat(
            Provider.sent(
                provider.authorize(provider.client(), "!problem", "ACCESS_DENIED made up")))
        .containsKey("code");
  }

  /** What stands in a redirect URI of a scheme of its own ends no directive of a page's policy. */
  @Test
  void aRedirectUriAddsNothingToThePolicyOfPages() {
    String uri = "com.example.app://a;script-src,x/cb";
    Client client =
        selfRegistered(settings ->
            settings.toBuilder()
                .applicationType(ApplicationType.NATIVE)
                .redirectUris(List.of(uri))
                .build());
    String page = provider.authorize(client, "redirect_uri", uri).header("Location");

    assertThat(provider.browser.get(page).header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
                + " connect-src 'self'; form-action 'self' com.example.app:; frame-ancestors"
                + " 'none'; base-uri 'none'");
  }
}
