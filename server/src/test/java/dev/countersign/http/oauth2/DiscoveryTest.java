package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.testing.ServedTest;
import dev.countersign.testing.TestServer.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest extends ServedTest {
  private static final String OPENID = "/.well-known/openid-configuration";
  private static final String OAUTH = "/.well-known/oauth-authorization-server";
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonNode document() throws Exception {
    return JSON.readTree(server.get(OPENID).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {OPENID, OAUTH})
  void bothDocumentsCanBeReadByAnybodyAndKept(String path) throws Exception {
    Answer answer = server.get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Cache-Control")).isEqualTo("public, max-age=300");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(JSON.readTree(answer.body()).get("issuer").asText())
        .isEqualTo("https://auth.example");
    assertThat(server.get(path, "If-None-Match", answer.header("ETag")).status()).isEqualTo(304);
  }

  @Test
  void bothDocumentsSayTheSame() {
    assertThat(server.get(OPENID).body()).isEqualTo(server.get(OAUTH).body());
  }

  @Test
  void theEndpointsAreBelowTheIssuer() throws Exception {
    JsonNode document = document();

    for (String name :
        List.of(
            "authorization_endpoint",
            "token_endpoint",
            "userinfo_endpoint",
            "jwks_uri",
            "registration_endpoint",
            "pushed_authorization_request_endpoint",
            "device_authorization_endpoint",
            "introspection_endpoint",
            "revocation_endpoint",
            "end_session_endpoint")) {
      assertThat(document.get(name).asText()).as(name).startsWith("https://auth.example/");
    }
  }

  @Test
  void nothingWeakIsOffered() throws Exception {
    JsonNode document = document();

    assertThat(document.get("response_types_supported").toString()).isEqualTo("[\"code\"]");
    assertThat(document.get("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
    assertThat(document.get("grant_types_supported").toString())
        .isEqualTo(
            "[\"authorization_code\",\"refresh_token\",\"client_credentials\","
                + "\"urn:ietf:params:oauth:grant-type:device_code\"]");
    assertThat(document.get("request_uri_parameter_supported").asBoolean()).isFalse();
    assertThat(document.get("authorization_response_iss_parameter_supported").asBoolean()).isTrue();
    document
        .properties()
        .forEach(field -> {
          if (field.getKey().endsWith("_alg_values_supported")) {
            assertThat(field.getValue().toString())
                .as(field.getKey())
                .doesNotContain("none", "HS256");
          }
        });
  }

  @Test
  void theAlgorithmsOfIdTokensIncludeTheOneEverybodyHas() throws Exception {
    // OpenID Connect Discovery 1.0, section 3: "The algorithm RS256 MUST be included."
    assertThat(document().get("id_token_signing_alg_values_supported").toString())
        .isEqualTo("[\"RS256\",\"ES256\",\"EdDSA\"]");
  }
}
