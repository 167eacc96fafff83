package dev.countersign.http.console.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.client.ClientMetadata;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.ClientSettings.AccessTokenFormat;
import dev.countersign.domain.ClientSettings.ApplicationType;
import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.ClientSettings.SubjectType;
import dev.countersign.http.page.Assets;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Pages;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientFormTest {
  private static final ClientSettings EVERYTHING =
      ClientSettings.defaults().toBuilder()
          .redirectUris(List.of("https://b.example/cb", "https://a.example/cb"))
          .postLogoutRedirectUris(List.of("https://a.example/bye"))
          .grantTypes(new LinkedHashSet<>(List.of(GrantType.values())))
          .tokenEndpointAuthMethod(AuthMethod.PRIVATE_KEY_JWT)
          .tokenEndpointAuthSigningAlg("PS256")
          .jwks("{\"keys\":[]}")
          .jwksUri("https://a.example/jwks")
          .scopes(new LinkedHashSet<>(List.of("openid", "profile", "email", "custom")))
          .subjectType(SubjectType.PAIRWISE)
          .sectorIdentifierUri("https://a.example/sector")
          .idTokenSignedResponseAlg("EdDSA")
          .userinfoSignedResponseAlg("ES256")
          .requestObjectSigningAlg("ES256")
          .requirePushedAuthorizationRequests(true)
          .requireSignedRequestObject(true)
          .dpopBoundAccessTokens(true)
          .accessTokenFormat(AccessTokenFormat.OPAQUE)
          .rotateRefreshTokens(false)
          .defaultMaxAge(300L)
          .requireAuthTime(true)
          .defaultAcrValues(List.of("urn:countersign:acr:2", "urn:countersign:acr:1"))
          .backchannelLogoutUri("https://a.example/logout")
          .backchannelLogoutSessionRequired(true)
          .corsOrigins(List.of("https://a.example"))
          .resources(List.of("https://api.example/"))
          .consent(ConsentPolicy.IMPLICIT)
          .clientUri("https://a.example/")
          .logoUri("https://a.example/logo.png")
          .policyUri("https://a.example/policy")
          .tosUri("https://a.example/tos")
          .contacts(List.of("ann@a.example"))
          .applicationType(ApplicationType.NATIVE)
          .softwareId("software")
          .softwareVersion("1.2")
          .build();

  private static ClientMetadata throughTheForm(ClientMetadata metadata) {
    Messages words = new Pages(new Assets(), _ -> false).words(Optional.empty());
    return ClientMetadata.of(ClientForm.members(ClientForm.of(words, metadata.members())));
  }

  @Test
  void everySettingGoesThroughTheFormUnchanged() {
    ClientMetadata full = new ClientMetadata("B\u00fcro \"1\"", EVERYTHING);
    ClientMetadata plain = ClientMetadata.of(Map.of());
    ClientMetadata scopeless =
        new ClientMetadata(
            "a", ClientSettings.defaults().toBuilder().scopes(new LinkedHashSet<>()).build());

    assertThat(throughTheForm(full)).isEqualTo(full);
    assertThat(throughTheForm(plain)).isEqualTo(plain);
    assertThat(throughTheForm(scopeless)).isEqualTo(scopeless);
  }

  /** The response types follow from the grants; the name is no setting. */
  @Test
  void thereIsAFieldForEverySetting() {
    List<String> fields =
        ClientField.GROUPS.values().stream().flatMap(List::stream).map(ClientField::name).toList();
    List<String> members =
        new ClientMetadata("a", EVERYTHING)
            .members().keySet().stream().filter(name -> !name.equals("response_types")).toList();

    assertThat(fields).containsExactlyInAnyOrderElementsOf(members);
    assertThat(fields).hasSize(ClientSettings.class.getRecordComponents().length);
  }
}
