package dev.countersign.client;

import dev.countersign.crypto.PublicKeys;
import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.domain.ClientSettings.GrantType;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client's settings must be to make sense. */
final class MetadataRules {
  /** What this server can sign ID tokens and userinfo with. */
  private static final Set<String> SIGNED = Set.of("RS256", "ES256", "EdDSA");

  private static final int MOST_ENTRIES = 50;

  // RFC 6749, section 3.3: scope-token = 1*( %x21 / %x23-5B / %x5D-7E ).
  private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,128}");
  private static final Pattern ORIGIN =
      Pattern.compile("https?://[A-Za-z0-9.\\-\\[\\]:]+[A-Za-z0-9\\]]");

  // People decide by the name: what turns it round, hides in it or breaks its line is kept out.
  private static final Pattern NAME = Pattern.compile("[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]{1,128}");

  private MetadataRules() {}

  /**
   * Checks everything that can be checked without asking anybody.
   *
   * @throws InvalidClientMetadata with the first thing that cannot be
   */
  static void check(String name, ClientSettings settings) {
    if (name.isBlank() || !NAME.matcher(name).matches()) {
      throw refused(
          "A client's name has 1 to 128 characters, none of them invisible or a control character");
    }
    redirects(settings);
    grants(settings);
    authentication(settings);
    keys(settings);
    algorithms(settings);
    scopesAndResources(settings);
    addresses(settings);
    limits(settings);
  }

  private static void redirects(ClientSettings settings) {
    for (String uri : settings.redirectUris()) {
      RedirectUris.check("redirect_uris", uri, settings.applicationType());
    }
    for (String uri : settings.postLogoutRedirectUris()) {
      RedirectUris.check("post_logout_redirect_uris", uri, settings.applicationType());
    }
    // RFC 6749, section 3.1.2.2: the server "MUST require the following clients to register their
    // redirection endpoint: Public clients. Confidential clients utilizing the implicit grant
    // type." Here all have to that use the authorization endpoint.
    if (settings.allows(GrantType.AUTHORIZATION_CODE) && settings.redirectUris().isEmpty()) {
      throw new InvalidClientMetadata(
          InvalidClientMetadata.Code.REDIRECT_URI,
          "The grant authorization_code needs at least one of redirect_uris");
    }
  }

  private static void grants(ClientSettings settings) {
    if (settings.grantTypes().isEmpty()) {
      throw refused("A client has at least one of grant_types");
    }
    boolean code = settings.allows(GrantType.AUTHORIZATION_CODE);
    List<String> expected = code ? List.of("code") : List.of();
    if (!settings.responseTypes().equals(expected)) {
      throw refused(
          "response_types is [\"code\"] with the grant authorization_code, and [] without; there"
              + " are no others");
    }
    // RFC 6749, section 4.4: "The client credentials grant type MUST only be used by confidential
    // clients."
    if (settings.allows(GrantType.CLIENT_CREDENTIALS)
        && settings.tokenEndpointAuthMethod() == AuthMethod.NONE) {
      throw refused("The grant client_credentials is for clients that authenticate, not for none");
    }
    boolean person = code || settings.allows(GrantType.DEVICE_CODE);
    if (settings.allows(GrantType.REFRESH_TOKEN) && !person) {
      throw refused(
          "The grant refresh_token goes with authorization_code or the device grant, whose refresh"
              + " tokens it takes");
    }
  }

  private static void authentication(ClientSettings settings) {
    boolean assertions = settings.tokenEndpointAuthMethod() == AuthMethod.PRIVATE_KEY_JWT;
    if (assertions && settings.jwks() == null && settings.jwksUri() == null) {
      throw refused("private_key_jwt needs the client's public keys: jwks or jwks_uri");
    }
    // RFC 9700, section 2.2.2: "Refresh tokens for public clients MUST be sender-constrained or use
    // refresh token rotation".
    boolean isPublic = settings.tokenEndpointAuthMethod() == AuthMethod.NONE;
    if (isPublic && !settings.rotatesRefreshTokens() && !settings.dpopBoundAccessTokens()) {
      throw refused("A public client's refresh tokens rotate, unless they are bound by DPoP");
    }
    boolean signs = settings.requireSignedRequestObject();
    if (signs && settings.jwks() == null && settings.jwksUri() == null) {
      throw refused("require_signed_request_object needs the client's keys: jwks or jwks_uri");
    }
  }

  private static void keys(ClientSettings settings) {
    String jwks = settings.jwks();
    // RFC 7591, section 2: "The "jwks_uri" and "jwks" parameters MUST NOT both be present in the
    // same request or response."
    if (jwks != null && settings.jwksUri() != null) {
      throw refused("Give jwks or jwks_uri, not both");
    }
    if (jwks == null) {
      return;
    }
    try {
      PublicKeys.parse(jwks);
    } catch (IllegalArgumentException e) {
      throw refused("jwks: " + e.getMessage());
    }
  }

  private static void algorithms(ClientSettings settings) {
    signed("id_token_signed_response_alg", settings.idTokenSignedResponseAlg());
    signed("userinfo_signed_response_alg", settings.userinfoSignedResponseAlg());
    verified("token_endpoint_auth_signing_alg", settings.tokenEndpointAuthSigningAlg());
    verified("request_object_signing_alg", settings.requestObjectSigningAlg());
  }

  private static void signed(String field, @Nullable String alg) {
    if (alg != null && !SIGNED.contains(alg)) {
      throw refused(field + " is RS256, ES256 or EdDSA");
    }
  }

  // RFC 8725, section 3.1; RFC 7523, section 5: no HMAC with the secret, never "none".
  private static void verified(String field, @Nullable String alg) {
    if (alg != null && SigningAlgorithm.of(alg).isEmpty()) {
      throw refused(field + " is RS256, PS256, ES256 or EdDSA");
    }
  }

  private static void scopesAndResources(ClientSettings settings) {
    for (String scope : settings.scopes()) {
      if (!SCOPE.matcher(scope).matches()) {
        throw refused("A scope is 1 to 128 printable ASCII characters without space, \" and \\");
      }
    }
    // RFC 8707, section 2: "Its value MUST be an absolute URI [...] The URI MUST NOT include a
    // fragment component."
    for (String resource : settings.resources()) {
      URI uri = RedirectUris.parsed(resource).orElse(URI.create(""));
      if (!uri.isAbsolute() || uri.getRawFragment() != null || resource.indexOf(' ') >= 0) {
        throw refused("Each of resources is an absolute URI without a fragment");
      }
    }
    for (String origin : settings.corsOrigins()) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw refused(
            "Each of cors_origins is an origin as browsers send it, such as https://app.example");
      }
    }
  }

  private static void addresses(ClientSettings settings) {
    // Plain HTTP is for the guard of outgoing requests to allow or refuse.
    web("jwks_uri", settings.jwksUri(), true);
    web("sector_identifier_uri", settings.sectorIdentifierUri(), false);
    web("client_uri", settings.clientUri(), true);
    web("logo_uri", settings.logoUri(), true);
    web("policy_uri", settings.policyUri(), true);
    web("tos_uri", settings.tosUri(), true);
    // OpenID Connect Back-Channel Logout 1.0, section 2.2: "The back-channel logout URI MUST be an
    // absolute URI [...] MUST NOT include a fragment component", and section 2.2 again: http only
    // for confidential clients.
    boolean secret = settings.tokenEndpointAuthMethod() != AuthMethod.NONE;
    web("backchannel_logout_uri", settings.backchannelLogoutUri(), secret);
  }

  private static void web(String field, @Nullable String text, boolean plainAllowed) {
    if (text == null) {
      return;
    }
    URI uri = RedirectUris.parsed(text).orElse(URI.create(""));
    boolean scheme =
        "https".equals(uri.getScheme()) || (plainAllowed && "http".equals(uri.getScheme()));
    if (!scheme || uri.getHost() == null || uri.getRawFragment() != null) {
      throw refused(field + " is an absolute https URL without a fragment");
    }
  }

  private static void limits(ClientSettings settings) {
    for (var list :
        List.of(
            settings.redirectUris(),
            settings.postLogoutRedirectUris(),
            settings.corsOrigins(),
            settings.resources(),
            settings.contacts(),
            settings.defaultAcrValues())) {
      if (list.size() > MOST_ENTRIES) {
        throw refused("No list in a registration has more than " + MOST_ENTRIES + " entries");
      }
    }
    if (settings.scopes().size() > MOST_ENTRIES) {
      throw refused("A client has at most " + MOST_ENTRIES + " scopes");
    }
    Long maxAge = settings.defaultMaxAge();
    if (maxAge != null && maxAge < 0) {
      throw refused("default_max_age is a number of seconds, not below zero");
    }
  }

  private static InvalidClientMetadata refused(String message) {
    return new InvalidClientMetadata(message);
  }

  /** The host that pairwise subjects are made for where no sector identifier says otherwise. */
  static Optional<String> onlyHost(ClientSettings settings) {
    List<String> hosts =
        settings.redirectUris().stream()
            .flatMap(uri -> RedirectUris.parsed(uri).stream())
            .map(uri -> Optional.ofNullable(uri.getHost()).orElse(String.valueOf(uri.getScheme())))
            .distinct()
            .toList();
    if (hosts.size() == 1) {
      return Optional.of(hosts.getFirst());
    }
    return Optional.empty();
  }
}
