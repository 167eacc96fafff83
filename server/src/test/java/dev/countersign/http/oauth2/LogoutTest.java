package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Client;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogoutTest extends ProviderTest {
  private static final String BYE = "https://app.example/bye";

  private Client client;

  @BeforeEach
  void start() {
    client = provider.client();
    provider.signIn();
  }

  private Answer logout(String... namesAndValues) {
    return provider.browser.get("/oauth2/logout?" + Provider.encoded(parameters(namesAndValues)));
  }

  private static Map<String, String> parameters(String... namesAndValues) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return parameters;
  }

  private String hint() {
    return provider.idToken(client, Map.of());
  }

  private void asked(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("<h1>Sign out</h1>", "action=\"/oauth2/logout/confirm\"");
    assertThat(provider.sessions()).hasSize(1);
  }

  private void refused(Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Location")).isEmpty();
    assertThat(provider.sessions()).hasSize(1);
  }

  private void ended() {
    assertThat(provider.sessions()).isEmpty();
    assertThat(provider.browser.cookie(PageClient.COOKIE)).isEmpty();
  }

  @Test
  void aClientThatShowsItsIdTokenSignsThePersonOut() {
    Answer answer =
        logout("id_token_hint", hint(), "post_logout_redirect_uri", BYE, "state", "a b&c");

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo(BYE + "?state=a+b%26c");
    ended();
    assertThat(provider.server.count("SELECT count(*) FROM audit_event WHERE kind = 'sign_out'"))
        .isEqualTo(1);
  }

  @Test
  void theIdTokenMayHaveExpired() {
    String hint = provider.idToken(client, Map.of("exp", 1, "iat", 0));

    assertThat(logout("id_token_hint", hint, "post_logout_redirect_uri", BYE).header("Location"))
        .isEqualTo(BYE);
    ended();
  }

  @Test
  void withoutARedirectUriAPageSaysSo() {
    Answer answer = logout("id_token_hint", hint(), "state", "x");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("<h1>You are signed out</h1>");
    ended();
  }

  @Test
  void aPostIsTakenAsWell() {
    String form =
        Provider.encoded(
            parameters("id_token_hint", hint(), "post_logout_redirect_uri", BYE, "state", "s"));

    Answer posted =
        provider.server.send(
            "POST",
            "/oauth2/logout",
            form.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded");
    Answer answer = provider.browser.get(posted.header("Location"));

    assertThat(posted.status()).isEqualTo(303);
    assertThat(answer.header("Location")).isEqualTo(BYE + "?state=s");
    ended();
  }

  @Test
  void withoutAHintThePersonIsAsked() {
    asked(logout());
  }

  @Test
  void whoeverSaysYesIsSignedOut() {
    asked(logout());

    Answer answer = provider.browser.post("/oauth2/logout/confirm", Map.of());

    assertThat(answer.body()).contains("<h1>You are signed out</h1>");
    ended();
  }

  @Test
  void whoeverSaysYesIsSentOnToTheClientThatAsked() {
    Answer question =
        logout("client_id", client.id().toString(), "post_logout_redirect_uri", BYE, "state", "s");
    asked(question);
    assertThat(question.header("Content-Security-Policy"))
        .contains("form-action 'self' https://app.example;");

    Answer answer =
        provider.browser.post(
            "/oauth2/logout/confirm",
            parameters(
                "client_id",
                client.id().toString(),
                "post_logout_redirect_uri",
                BYE,
                "state",
                "s"));

    assertThat(answer.header("Location")).isEqualTo(BYE + "?state=s");
    ended();
  }

  @Test
  void nobodyElseCanSayYes() {
    logout();

    Answer answer = provider.browser.send("/oauth2/logout/confirm", Map.of("csrf", "forged"));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(provider.sessions()).hasSize(1);
  }

  @Test
  void aRedirectUriWithoutAClientIsNotFollowed() {
    asked(logout("post_logout_redirect_uri", BYE, "state", "s"));

    Answer answer =
        provider.browser.post(
            "/oauth2/logout/confirm", parameters("post_logout_redirect_uri", BYE, "state", "s"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Location")).isEmpty();
    ended();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example/bye?foo=bar",
        "https://app.example/bye/",
        "https://app.example/BYE",
        "https://evil.example/",
        "https://app.example/cb"
      })
  void aRedirectUriThatIsNotRegisteredIsRefused(String uri) {
    refused(logout("id_token_hint", hint(), "post_logout_redirect_uri", uri));
    refused(logout("client_id", client.id().toString(), "post_logout_redirect_uri", uri));
  }

  @Test
  void aHintThatWasChangedIsRefused() {
    String hint = hint();
    int dot = hint.lastIndexOf('.');
    String changed = hint.substring(0, dot + 1) + "AAAA" + hint.substring(dot + 5);

    refused(logout("id_token_hint", changed, "post_logout_redirect_uri", BYE));
  }

  @Test
  void aHintForAnotherClientIsRefused() {
    refused(logout("id_token_hint", hint(), "client_id", provider.client().id().toString()));
  }

  @Test
  void anAccessTokenIsNoHint() {
    refused(logout("id_token_hint", provider.idToken(client, Map.of("token_use", "access"))));
  }

  @Test
  void anUnknownClientIsRefused() {
    refused(logout("client_id", "4711"));
  }

  @Test
  void aParameterThatIsSentTwiceIsRefused() {
    refused(
        provider.browser.get(
            "/oauth2/logout?post_logout_redirect_uri=x&post_logout_redirect_uri=y"));
  }

  @Test
  void aHintOfSomebodyElseSignsNobodyOutUnasked() {
    asked(logout("id_token_hint", provider.idToken(client, Map.of("sub", "4711"))));
  }

  @Test
  void aHintOfAnEarlierSessionSignsNobodyOutUnasked() {
    asked(
        logout(
            "id_token_hint",
            provider.idToken(client, Map.of("sid", "earlier")),
            "post_logout_redirect_uri",
            BYE));
  }

  @Test
  void whereNobodyIsSignedInAClientWithAHintGetsItsRedirect() {
    PageClient stranger = new PageClient(provider.server);

    Answer answer =
        stranger.get(
            "/oauth2/logout?"
                + Provider.encoded(
                    parameters("id_token_hint", hint(), "post_logout_redirect_uri", BYE)));

    assertThat(answer.header("Location")).isEqualTo(BYE);
    assertThat(provider.sessions()).hasSize(1);
  }

  @Test
  void whereNobodyIsSignedInAndNoHintIsShownThereIsNoRedirect() {
    PageClient stranger = new PageClient(provider.server);

    Answer answer =
        stranger.get(
            "/oauth2/logout?"
                + Provider.encoded(
                    parameters(
                        "client_id", client.id().toString(), "post_logout_redirect_uri", BYE)));

    assertThat(answer.header("Location")).isEmpty();
    assertThat(answer.body()).contains("<h1>You are signed out</h1>");
  }
}
