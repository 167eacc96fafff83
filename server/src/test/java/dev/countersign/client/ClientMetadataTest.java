package dev.countersign.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.client.InvalidClientMetadata.Code;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.ClientSettings.ApplicationType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientMetadataTest {

  /** A registration that is good, but for what is given. */
  private static void check(Map<String, Object> change) {
    Map<String, Object> members = new HashMap<>();
    members.put("redirect_uris", List.of("https://app.example/cb"));
    members.putAll(change);
    ClientMetadata read = ClientMetadata.of(members);
    MetadataRules.check(read.name(), read.settings());
  }

  private static void assertRefused(Map<String, Object> change, Code code, String message) {
    assertThatThrownBy(() -> check(change))
        .isInstanceOfSatisfying(
            InvalidClientMetadata.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  private static void assertRefused(String field, Object value, String message) {
    assertRefused(Map.of(field, value), Code.METADATA, message);
  }

  @Test
  void whatIsNotSaidIsAsTheRfcHasIt() {
    ClientSettings settings =
        ClientMetadata.of(Map.of("redirect_uris", List.of("https://app.example/cb"), "x", 1))
            .settings();
    assertThat(settings)
        .isEqualTo(
            ClientSettings.defaults().toBuilder()
                .redirectUris(List.of("https://app.example/cb"))
                .scopes(settings.scopes())
                .build());
    assertThat(settings.scopes())
        .containsExactly("openid", "profile", "email", "phone", "address", "offline_access");
  }

  @Test
  void whoseEveryStepIsBoundSignsAndIsAnsweredAsFapiHasIt() {
    ClientSettings settings =
        ClientMetadata.of(
                Map.of(
                    "redirect_uris",
                    List.of("https://app.example/cb"),
                    "require_pushed_authorization_requests",
                    true,
                    "dpop_bound_access_tokens",
                    true))
            .settings();
    assertThat(settings.idTokenSignedResponseAlg()).isEqualTo("ES256");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/cb",
        "app.example/cb",
        "https://app.example/cb#part",
        "https://user@app.example/cb",
        "https://*.app.example/cb",
        "https:/cb",
        "http://app.example/cb",
        "http://127.0.0.1.app.example/cb",
        "javascript:alert(1)",
        "data:text/html,x",
        "com.example.app:/cb",
        "https://app.example/a b"
      })
  void aWebApplicationIsNotSentThere(String uri) {
    assertRefused(Map.of("redirect_uris", List.of(uri)), Code.REDIRECT_URI, "redirect_uris ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.example.app:/cb",
        "http://127.0.0.1/cb",
        "http://[::1]:8000/cb",
        "https://a.example/"
      })
  void aNativeApplicationIsSentThere(String uri) {
    check(Map.of("redirect_uris", List.of(uri), "application_type", "native"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"myapp:/cb", "javascript:alert(1)", "http://192.168.0.1/cb"})
  void aNativeApplicationIsNotSentThere(String uri) {
    assertRefused(
        Map.of("redirect_uris", List.of(uri), "application_type", "native"),
        Code.REDIRECT_URI,
        "redirect_uris ");
  }

  @Test
  void redirectUrisAreComparedAsTheyStand() {
    ClientSettings settings =
        ClientSettings.defaults().toBuilder().redirectUris(List.of("https://a.example/cb")).build();
    assertThat(RedirectUris.matches(settings, "https://a.example/cb")).isTrue();
    for (String other :
        List.of(
            "https://a.example/cb/",
            "https://a.example/cb?x=1",
            "https://a.example:443/cb",
            "https://A.example/cb",
            "https://a.example/%63b",
            "https://a.example/cb/../cb",
            "http://a.example/cb",
            "https://a.example.evil.example/cb")) {
      assertThat(RedirectUris.matches(settings, other)).as(other).isFalse();
    }
  }

  @Test
  void onlyThePortOfANativeApplicationsLoopbackAddressMayDiffer() {
    ClientSettings web =
        ClientSettings.defaults().toBuilder()
            .redirectUris(List.of("http://127.0.0.1/cb", "http://localhost/cb"))
            .build();
    ClientSettings app = web.toBuilder().applicationType(ApplicationType.NATIVE).build();
    assertThat(RedirectUris.matches(app, "http://127.0.0.1:51004/cb")).isTrue();
    assertThat(RedirectUris.matches(web, "http://127.0.0.1:51004/cb")).isFalse();
    for (String other :
        List.of(
            "http://127.0.0.1:51004/cb?x=1",
            "http://127.0.0.1:51004/other",
            "http://127.0.0.2:51004/cb",
            "http://localhost:51004/cb",
            "http://[::1]:51004/cb",
            "https://127.0.0.1:51004/cb",
            "http://127.0.0.1:51004@evil.example/cb",
            "http://127.0.0.1:51004/cb#x")) {
      assertThat(RedirectUris.matches(app, other)).as(other).isFalse();
    }
  }

  @Test
  void grantsThatDoNotGoTogetherAreRefused() {
    assertRefused("grant_types", List.of("implicit"), "grant_types must be one of");
    assertRefused("grant_types", List.of("password"), "grant_types must be one of");
    assertRefused("grant_types", List.of(), "at least one of grant_types");
    assertRefused("grant_types", List.of("client_credentials", "refresh_token"), "refresh_token");
    assertRefused("response_types", List.of("token"), "response_types is [\"code\"]");
    assertRefused("response_types", List.of("code", "id_token"), "response_types is [\"code\"]");
    assertRefused(
        Map.of("redirect_uris", List.of()), Code.REDIRECT_URI, "at least one of redirect_uris");
    assertRefused(
        Map.of("grant_types", List.of("client_credentials"), "token_endpoint_auth_method", "none"),
        Code.METADATA,
        "client_credentials is for clients that authenticate");
  }

  @Test
  void aPublicClientsRefreshTokensRotateOrAreBound() {
    Map<String, Object> still =
        Map.of("token_endpoint_auth_method", "none", "rotate_refresh_tokens", false);
    assertRefused(still, Code.METADATA, "refresh tokens rotate");
    Map<String, Object> bound = new HashMap<>(still);
    bound.put("dpop_bound_access_tokens", true);
    check(bound);
  }

  @Test
  void keysMustBePublicUsableAndInOnePlace() {
    String method = "token_endpoint_auth_method";
    assertRefused(method, "private_key_jwt", "jwks or jwks_uri");
    assertRefused(method, "client_secret_jwt", "must be one of");
    assertRefused("jwks", "text", "must be a JWK Set");
    assertRefused("jwks", Map.of("keys", List.of()), "no key for signatures");
    assertRefused("jwks", Map.of("keys", List.of(Map.of("kty", "EC"))), "not a valid JWK Set");
    Map<String, Object> key = Map.of("kty", "oct", "k", "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0");
    assertRefused("jwks", Map.of("keys", List.of(key)), "private or symmetric");
  }

  @Test
  void aNameHoldsNothingThatPeopleCannotSee() {
    for (int hidden : new int[] {0x202e, 0x2066, 0x200b, 0xfeff, 0xad, 0x85, 0x2028, 0x2029}) {
      assertRefused("client_name", "Bank" + Character.toString(hidden), "invisible");
    }
  }

  @Test
  void algorithmsAddressesAndScopesMustBeUsable() {
    assertRefused("id_token_signed_response_alg", "none", "RS256, ES256 or EdDSA");
    assertRefused("id_token_signed_response_alg", "HS256", "RS256, ES256 or EdDSA");
    assertRefused("request_object_signing_alg", "none", "PS256");
    assertRefused("require_signed_request_object", true, "jwks or jwks_uri");
    assertRefused("sector_identifier_uri", "http://a.example/s", "https URL");
    assertRefused("backchannel_logout_uri", "https://a.example/#x", "https URL");
    assertRefused("logo_uri", "javascript:alert(1)", "https URL");
    assertRefused("resources", List.of("/relative"), "absolute URI");
    assertRefused("cors_origins", List.of("https://a.example/"), "origin");
    assertRefused("cors_origins", List.of("*"), "origin");
    assertRefused("scope", "open\"id", "printable ASCII");
    assertRefused("default_max_age", -1, "not below zero");
    assertRefused("default_max_age", "5", "a whole number");
    assertRefused("redirect_uris", "https://a.example/", "an array of strings");
    assertRefused("client_name", "a\nb", "control character");
  }
}
