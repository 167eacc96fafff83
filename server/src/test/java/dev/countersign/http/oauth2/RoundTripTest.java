package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the first redirect to the last: front channel and token endpoint together. */
class RoundTripTest extends ProviderTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** RFC 7636, appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private Client client;

  @BeforeEach
  void start() {
    client =
        provider.withSecret(
            provider.client(settings ->
                settings.grantTypes(
                    Set.of(GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN))));
    provider.signIn();
  }

  private String code(String... more) {
    return Provider.sent(provider.authorize(client, more)).getOrDefault("code", "");
  }

  private Answer exchange(String code, String... more) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", Provider.REDIRECT);
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return provider.server.send(
        "POST",
        "/oauth2/token",
        Provider.encoded(form).getBytes(StandardCharsets.UTF_8),
        "Content-Type",
        "application/x-www-form-urlencoded",
        "Authorization",
        Tokens.basic(client.id().toString(), Provider.SECRET));
  }

  private JsonNode tokens(String code, String... more) throws Exception {
    Answer answer = exchange(code, more);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static JsonNode claims(JsonNode token) throws Exception {
    return JSON.readTree(Base64.getUrlDecoder().decode(token.asText().split("\\.", 3)[1]));
  }

  @Test
  void theIdTokenTellsOfTheRequestAndTheSignIn() throws Exception {
    JsonNode claims = claims(tokens(code("nonce", "n-0S6_WzA2Mj")).get("id_token"));

    assertThat(claims.get("iss").asText()).isEqualTo(Provider.ISS);
    assertThat(claims.get("aud").asText()).isEqualTo(client.id().toString());
    assertThat(claims.get("sub").asText()).isEqualTo(provider.alice.id().toString());
    assertThat(claims.get("nonce").asText()).isEqualTo("n-0S6_WzA2Mj");
    assertThat(claims.get("acr").asText()).isEqualTo("urn:countersign:acr:1");
    assertThat(claims.get("amr").toString()).isEqualTo("[\"pwd\"]");
    assertThat(claims.get("auth_time").asLong())
        .isEqualTo(provider.server.clock().instant().getEpochSecond() - 60);
  }

  @Test
  void theChallengeOfTheRequestIsWhatTheVerifierMustFit() throws Exception {
    String[] pkce = {
      "code_challenge", Provider.CHALLENGE, "code_challenge_method", "S256",
    };

    assertThat(exchange(code(pkce)).status()).isEqualTo(400);
    assertThat(exchange(code(pkce), "code_verifier", "x".repeat(43)).status()).isEqualTo(400);
    assertThat(tokens(code(pkce), "code_verifier", VERIFIER).has("id_token")).isTrue();
    // RFC 9700, section 2.1.1: "Authorization servers MUST mitigate PKCE Downgrade Attacks".
    assertThat(exchange(code(), "code_verifier", VERIFIER).status()).isEqualTo(400);
  }

  @Test
  void anotherRedirectUriAtTheExchangeIsRefused() {
    assertThat(exchange(code(), "redirect_uri", "https://app.example/other").status())
        .isEqualTo(400);
  }

  @Test
  void aCodeIsGoodForAMinute() {
    String code = code();
    provider.server.clock().advance(java.time.Duration.ofSeconds(61));

    assertThat(exchange(code).status()).isEqualTo(400);
  }

  @Test
  void theIdTokenSignsThePersonOutOfTheSessionItIsOf() throws Exception {
    String idToken = tokens(code()).get("id_token").asText();
    assertThat(provider.sessions()).hasSize(2);

    Answer answer =
        provider.browser.get(
            "/oauth2/logout?post_logout_redirect_uri=https%3A%2F%2Fapp.example%2Fbye&id_token_hint="
                + idToken);

    assertThat(answer.header("Location")).isEqualTo("https://app.example/bye");
    assertThat(provider.sessions()).isEmpty();
  }

  @Test
  void theIdTokenOfAnEarlierSessionAsksFirst() throws Exception {
    client =
        provider.withSecret(
            provider.client(settings -> settings.backchannelLogoutUri("https://app.example/out")));
    String idToken = tokens(code()).get("id_token").asText();
    provider.browser.get("/sign-out");
    provider.browser.post("/sign-out", Map.of());
    provider.signIn();

    Answer answer = provider.browser.get("/oauth2/logout?id_token_hint=" + idToken);

    assertThat(answer.body()).contains("action=\"/oauth2/logout/confirm\"");
    assertThat(provider.sessions()).hasSize(1);
  }

  @Test
  void theIdTokenIsAHintForTheNextRequest() throws Exception {
    String idToken = tokens(code()).get("id_token").asText();

    assertThat(
            Provider.sent(provider.authorize(client, "prompt", "none", "id_token_hint", idToken)))
        .containsKey("code");
  }

  @Test
  void whatWasGrantedForOfflineAccessOutlivesTheSignOut() throws Exception {
    JsonNode tokens = tokens(code("scope", "openid offline_access"));
    provider.browser.get("/oauth2/logout?id_token_hint=" + tokens.get("id_token").asText());

    assertThat(tokens.has("refresh_token")).isTrue();
    assertThat(provider.sessions()).hasSize(1);
  }
}
