package dev.countersign.others;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.countersign.client.ClientAdministration.Issued;
import dev.countersign.crypto.OpaqueToken;
import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.ClientSettingsBuilder;
import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.testing.NodeProgram;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** openid-client and oauth4webapi sign a person in, in a real browser, with no special code. */
@Tag("slow")
class NodeClientsTest {
  private static final String REDIRECT = Person.APPLICATION + "cb";

  @TempDir Path folder;
  private TestServer server;
  private Customer acme;
  private User alice;

  @BeforeEach
  void start() {
    server = TestServer.live(folder, Map.of());
    acme = server.customer("acme");
    alice = server.user(acme, "alice");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Map<String, Object> registered(
      String authentication, UnaryOperator<ClientSettingsBuilder> change) {
    Issued issued =
        server.client(
            acme,
            settings ->
                change.apply(
                    settings
                        .redirectUris(List.of(REDIRECT))
                        .postLogoutRedirectUris(List.of(Person.APPLICATION + "bye"))
                        .grantTypes(grants(authentication))
                        .scopes(
                            Set.of("openid", "profile", "email", "offline_access", "orders:read"))
                        .tokenEndpointAuthMethod(
                            AuthMethod.valueOf(authentication.toUpperCase(Locale.ROOT)))));
    Map<String, Object> settings = new HashMap<>();
    settings.put("issuer", "http://localhost:" + server.port());
    settings.put("clientId", issued.client().id().toString());
    issued
        .secret()
        .map(OpaqueToken::text)
        .ifPresent(secret -> settings.put("clientSecret", secret));
    settings.put("authentication", authentication);
    settings.put("redirectUri", REDIRECT);
    settings.put("postLogoutRedirectUri", Person.APPLICATION + "bye");
    return settings;
  }

  private static Set<GrantType> grants(String authentication) {
    Set<GrantType> grants = EnumSet.allOf(GrantType.class);
    if (authentication.equals("none")) {
      grants.remove(GrantType.CLIENT_CREDENTIALS);
    }
    return grants;
  }

  private JsonNode run(String program, String scenario, Map<String, Object> settings) {
    try (Person person = new Person(server)) {
      return NodeProgram.run(program, scenario, settings, person::goes);
    }
  }

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, Object> withKey(UnaryOperator<ClientSettingsBuilder> change) {
    ECKey key = key();
    String jwks = "{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}";
    Map<String, Object> settings =
        registered(
            "private_key_jwt",
            builder -> change.apply(builder.jwks(jwks).tokenEndpointAuthSigningAlg("ES256")));
    Map<String, Object> jwk = new HashMap<>(key.toJSONObject());
    jwk.put("alg", "ES256");
    settings.put("privateJwk", jwk);
    return settings;
  }

  private void assertTold(JsonNode told) {
    assertThat(told.at("/claims/sub").asText()).isEqualTo(alice.id().toString());
    assertThat(told.at("/claims/iss").asText()).isEqualTo("http://localhost:" + server.port());
    assertThat(told.at("/user/sub").asText()).isEqualTo(alice.id().toString());
  }

  @Test
  void aConfidentialClientSignsInRenewsAsksAndRevokes() {
    Map<String, Object> settings = registered("client_secret_basic", builder -> builder);
    settings.put("scope", "openid profile email offline_access");
    settings.put("more", Map.of("prompt", "consent"));
    JsonNode told = run("openid-client.mjs", "code", settings);

    assertTold(told);
    assertThat(told.at("/user/name").asText()).isEqualTo("Alice Liddell");
    assertThat(told.at("/user/email").asText()).isEqualTo("alice@example.org");
    assertThat(told.at("/renewed").asBoolean()).isTrue();
    assertThat(told.at("/active/active").asBoolean()).isTrue();
    assertThat(told.at("/after/active").asBoolean(true)).isFalse();
    assertThat(told.at("/gone/status").asInt()).isEqualTo(401);
  }

  @Test
  void aPublicClientSignsInWithCodeAndProofKey() {
    assertTold(run("openid-client.mjs", "code", registered("none", builder -> builder)));
  }

  @Test
  void aRequestIsPushed() {
    assertTold(
        run("openid-client.mjs", "par", registered("client_secret_post", builder -> builder)));
  }

  @Test
  void tokensAreBoundToAKey() {
    JsonNode told =
        run("openid-client.mjs", "dpop", registered("client_secret_basic", builder -> builder));

    assertTold(told);
    assertThat(told.at("/tokenType").asText()).isEqualToIgnoringCase("dpop");
    assertThat(told.at("/stolen/status").asInt()).isEqualTo(401);
  }

  @Test
  void aClientProvesItselfWithAKey() {
    assertTold(run("openid-client.mjs", "code", withKey(builder -> builder)));
  }

  @Test
  void aProgramGetsATokenInItsOwnName() {
    Map<String, Object> settings = registered("client_secret_basic", builder -> builder);
    settings.put("scope", "orders:read");
    JsonNode told = run("openid-client.mjs", "credentials", settings);

    assertThat(told.at("/scope").asText()).isEqualTo("orders:read");
    assertThat(told.at("/active/client_id").asText()).isEqualTo(settings.get("clientId"));
    assertThat(told.at("/active/active").asBoolean()).isTrue();
  }

  @Test
  void aDeviceIsConnectedInTheBrowser() {
    assertTold(run("openid-client.mjs", "device", registered("none", builder -> builder)));
  }

  @Test
  void signingOutAtTheClientEndsWhatItHad() {
    JsonNode told =
        run("openid-client.mjs", "logout", registered("client_secret_basic", builder -> builder));

    assertThat(told.at("/arrived").asText()).isEqualTo(Person.APPLICATION + "bye?state=bye");
    assertThat(told.at("/gone/status").asInt()).isEqualTo(401);
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
  }

  @Test
  void theStrictLibraryAgreesAndASecondUseOfACodeKillsTheFirst() {
    JsonNode told =
        run("oauth4webapi.mjs", "code", registered("client_secret_basic", builder -> builder));

    assertTold(told);
    assertThat(told.at("/again/error").asText()).isEqualTo("invalid_grant");
    assertThat(told.at("/dead").asInt()).isEqualTo(401);
  }

  @Test
  void theWayOfTheFapiSecurityProfile() {
    JsonNode told =
        run(
            "oauth4webapi.mjs",
            "fapi",
            withKey(builder ->
                builder
                    .requirePushedAuthorizationRequests(true)
                    .dpopBoundAccessTokens(true)
                    .idTokenSignedResponseAlg("ES256")));

    assertTold(told);
    assertThat(told.at("/tokenType").asText()).isEqualToIgnoringCase("dpop");
  }

  @Test
  void theMetadataIsTheSameAtBothAddresses() {
    JsonNode told = run("oauth4webapi.mjs", "metadata", registered("none", builder -> builder));

    assertThat(told.at("/oidc/issuer")).isEqualTo(told.at("/oauth2/issuer"));
    assertThat(told.at("/oidc/token_endpoint")).isEqualTo(told.at("/oauth2/token_endpoint"));
    assertThat(told.at("/oidc/authorization_response_iss_parameter_supported").asBoolean())
        .isTrue();
  }
}
