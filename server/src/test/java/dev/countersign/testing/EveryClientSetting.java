package dev.countersign.testing;

import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.ClientSettings.AccessTokenFormat;
import dev.countersign.domain.ClientSettings.ApplicationType;
import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.ClientSettings.SubjectType;
import java.util.LinkedHashSet;
import java.util.List;

/** Everything that can be said of a client, each differing from what is so when nothing is. */
public final class EveryClientSetting {
  /** All of it. */
  public static final ClientSettings VALUES =
      ClientSettings.defaults().toBuilder()
          .redirectUris(List.of("https://b.example/cb", "https://a.example/cb"))
          .postLogoutRedirectUris(List.of("https://a.example/bye"))
          .grantTypes(new LinkedHashSet<>(List.of(GrantType.values())))
          .responseTypes(List.of())
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
          .rotateRefreshTokens(true)
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

  private EveryClientSetting() {}
}
