package dev.countersign.others;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.countersign.client.ClientAdministration.Issued;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.Customer;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.Tokens;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A resource server checks access tokens offline with Nimbus, as its documentation shows. */
class NimbusResourceServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private static DefaultJWTProcessor<SecurityContext> processor(TestServer server, String audience)
      throws Exception {
    String issuer = "http://localhost:" + server.port();
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            JWSAlgorithm.RS256,
            JWKSourceBuilder.create(URI.create(issuer + "/.well-known/jwks.json").toURL())
                .build()));
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            audience,
            new JWTClaimsSet.Builder().issuer(issuer).build(),
            Set.of("sub", "exp", "iat", "jti", "client_id")));
    return processor;
  }

  @Test
  void anAccessTokenIsCheckedOfflineAndForItsAudienceAlone() throws Exception {
    try (TestServer server = TestServer.live(folder, Map.of())) {
      Customer acme = server.customer("acme");
      Issued issued =
          server.client(
              acme,
              settings ->
                  settings
                      .grantTypes(Set.of(GrantType.CLIENT_CREDENTIALS))
                      .redirectUris(List.of())
                      .responseTypes(List.of())
                      .scopes(Set.of("orders:read")));
      String id = issued.client().id().toString();
      String form =
          "grant_type=client_credentials&scope=orders%3Aread&resource=https%3A%2F%2Forders.example";
      String answer =
          server
              .send(
                  "POST",
                  "/oauth2/token",
                  form.getBytes(StandardCharsets.UTF_8),
                  "Authorization",
                  Tokens.basic(id, issued.secret().orElseThrow().text()),
                  "Content-Type",
                  "application/x-www-form-urlencoded")
              .body();
      String token = JSON.readTree(answer).get("access_token").asText();

      JWTClaimsSet claims = processor(server, "https://orders.example").process(token, null);

      assertThat(claims.getSubject()).isEqualTo(id);
      assertThat(claims.getStringClaim("scope")).isEqualTo("orders:read");
      assertThatThrownBy(() -> processor(server, "https://other.example").process(token, null))
          .isInstanceOf(BadJOSEException.class)
          .hasMessageContaining("aud");
    }
  }
}
