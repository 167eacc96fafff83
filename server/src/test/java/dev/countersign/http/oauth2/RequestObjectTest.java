package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.crypto.JwtSigner;
import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.crypto.SigningKey;
import dev.countersign.crypto.SigningKeys;
import dev.countersign.domain.Client;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestObjectTest extends ProviderTest {
  private static final SigningKey KEY =
      SigningKeys.generate(SigningAlgorithm.ES256, new SecureRandom());
  private static final SigningKey FOREIGN =
      SigningKeys.generate(SigningAlgorithm.ES256, new SecureRandom());

  private Client client;

  @BeforeEach
  void start() {
    client = withKey(KEY, null);
    provider.signIn();
  }

  private Client withKey(SigningKey key, @Nullable String algorithm) {
    return provider.client(settings ->
        settings.jwks("{\"keys\":[" + key.publicJwk() + "]}").requestObjectSigningAlg(algorithm));
  }

  private Map<String, Object> claims() {
    Map<String, Object> claims = new LinkedHashMap<>();
    long now = provider.server.clock().instant().getEpochSecond();
    claims.put("iss", client.id().toString());
    claims.put("aud", Provider.ISS);
    claims.put("iat", now);
    claims.put("exp", now + 60);
    claims.put("client_id", client.id().toString());
    claims.put("response_type", "code");
    claims.put("redirect_uri", Provider.REDIRECT);
    claims.put("scope", "openid");
    claims.put("state", "inside");
    claims.put("nonce", "n-inside");
    return claims;
  }

  private static String signed(SigningKey key, Map<String, Object> claims) {
    return JwtSigner.of(key).sign("oauth-authz-req+jwt", claims);
  }

  private Answer authorize(String request) {
    return provider.authorize(client, "request", request);
  }

  private void refused(Answer answer) {
    assertThat(Provider.sent(answer))
        .containsEntry("error", "invalid_request_object")
        .containsEntry("iss", Provider.ISS);
    assertThat(provider.server.count("SELECT count(*) FROM authorization_code")).isZero();
  }

  @ParameterizedTest
  @EnumSource(SigningAlgorithm.class)
  void whatTheClientSignedCountsMoreThanWhatStandsBesideIt(SigningAlgorithm algorithm) {
    SigningKey key = SigningKeys.generate(algorithm, new SecureRandom());
    client = withKey(key, algorithm.joseName());

    Answer answer = authorize(signed(key, claims()));

    assertThat(Provider.sent(answer)).containsKey("code").containsEntry("state", "inside");
    assertThat(provider.server.rows("SELECT request FROM authorization_code").toString())
        .contains("n-inside");
  }

  @Test
  void ofOpenIdConnectWhatIsLeftOutMayStandBesideIt() {
    Map<String, Object> claims = claims();
    claims.remove("state");

    assertThat(Provider.sent(authorize(signed(KEY, claims)))).containsEntry("state", "af0ifjsldkj");
  }

  @Test
  void ofOAuthNothingThatStandsBesideItCounts() {
    Map<String, Object> claims = claims();
    claims.remove("state");
    claims.remove("scope");

    Answer answer = provider.authorize(client, "scope", "email", "request", signed(KEY, claims));

    assertThat(Provider.sent(answer)).containsKey("code").doesNotContainKey("state");
    assertThat(provider.server.rows("SELECT request FROM authorization_code").toString())
        .doesNotContain("email");
  }

  @Test
  void ofAClientThatAlwaysSignsNothingBesideItCounts() {
    client =
        provider.client(settings ->
            settings.jwks("{\"keys\":[" + KEY.publicJwk() + "]}").requireSignedRequestObject(true));
    Map<String, Object> claims = claims();
    claims.remove("state");
    claims.put("code_challenge", Provider.CHALLENGE);
    claims.put("code_challenge_method", "S256");

    assertThat(Provider.sent(authorize(signed(KEY, claims))))
        .containsKey("code")
        .doesNotContainKey("state");
  }

  @Test
  void numbersAndObjectsAreRead() {
    Map<String, Object> claims = claims();
    claims.put("max_age", 10);
    claims.put("claims", Map.of("userinfo", Map.of("email", Map.of("essential", true))));

    String flow = Provider.flow(authorize(signed(KEY, claims)), "/sign-in");
    Provider.sent(provider.signInFor(flow));

    assertThat(provider.server.rows("SELECT request FROM authorization_code").toString())
        .contains("essential");
  }

  @Test
  void anUnsignedObjectIsRefused() {
    String header = encoded("{\"alg\":\"none\"}");
    String payload = signed(KEY, claims()).split("\\.", 3)[1];

    refused(authorize(header + "." + payload + "."));
  }

  @Test
  void anObjectSignedByAnotherKeyIsRefused() {
    refused(authorize(signed(FOREIGN, claims())));
  }

  @Test
  void theSecretOfTheClientIsNoKey() {
    String[] parts = signed(KEY, claims()).split("\\.", 3);

    refused(authorize(encoded("{\"alg\":\"HS256\"}") + "." + parts[1] + "." + parts[2]));
  }

  @Test
  void anotherAlgorithmThanTheRegisteredOneIsRefused() {
    client = withKey(KEY, "RS256");

    refused(authorize(signed(KEY, claims())));
  }

  @Test
  void anObjectThatWasChangedIsRefused() {
    String[] parts = signed(KEY, claims()).split("\\.", 3);
    Map<String, Object> other = claims();
    other.put("scope", "openid email");

    refused(authorize(parts[0] + "." + signed(FOREIGN, other).split("\\.", 3)[1] + "." + parts[2]));
  }

  @Test
  void anExpiredObjectIsRefused() {
    Map<String, Object> claims = claims();
    claims.put("exp", provider.server.clock().instant().getEpochSecond() - 60);

    refused(authorize(signed(KEY, claims)));
  }

  @Test
  void anotherClientIdInsideIsRefused() {
    Map<String, Object> claims = claims();
    claims.put("client_id", provider.client().id().toString());

    refused(authorize(signed(KEY, claims)));
    claims.remove("client_id");
    refused(authorize(signed(KEY, claims)));
  }

  @Test
  void anotherIssuerInsideIsRefused() {
    Map<String, Object> claims = claims();
    claims.put("iss", "4711");

    refused(authorize(signed(KEY, claims)));
  }

  @Test
  void anObjectForAnotherServerIsRefused() {
    Map<String, Object> claims = claims();
    claims.put("aud", "https://other.example");

    refused(authorize(signed(KEY, claims)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"request", "request_uri"})
  void noObjectHoldsAnother(String name) {
    Map<String, Object> claims = claims();
    claims.put(name, "x");

    refused(authorize(signed(KEY, claims)));
  }

  @Test
  void aTokenOfAnotherKindIsNoRequest() {
    refused(authorize(JwtSigner.of(KEY).sign("at+jwt", claims())));
  }

  @Test
  void aRedirectUriInsideMustBeRegisteredToo() {
    Map<String, Object> claims = claims();
    claims.put("redirect_uri", "https://evil.example/");

    Answer answer = authorize(signed(KEY, claims));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Location")).isEmpty();
  }

  @Test
  void aNoteOfOursInsideCountsForNothing() {
    client =
        provider.client(settings ->
            settings
                .jwks("{\"keys\":[" + KEY.publicJwk() + "]}")
                .requirePushedAuthorizationRequests(true));
    Map<String, Object> claims = claims();
    claims.put("!pushed", "yes");

    assertThat(Provider.sent(authorize(signed(KEY, claims))))
        .containsEntry("error", "invalid_request");
  }

  @Test
  void aParameterThatComesTwiceBesideAGoodObjectIsRefused() {
    Answer answer =
        provider.browser.get(
            Provider.path(client, "request", signed(KEY, claims())) + "&nonce=one&nonce=two");

    assertThat(Provider.sent(answer))
        .containsEntry("error", "invalid_request")
        .containsEntry("error_description", "A parameter was sent more than once");
  }

  @Test
  void requestAndRequestUriTogetherAreRefused() {
    Answer answer =
        provider.authorize(
            client, "request", signed(KEY, claims()), "request_uri", "urn:example:1");

    assertThat(Provider.sent(answer)).containsEntry("error", "invalid_request");
    assertThat(List.of(answer.header("Location"))).hasSize(1);
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
