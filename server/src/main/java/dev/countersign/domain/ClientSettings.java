package dev.countersign.domain;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an application registered about itself: the client metadata of RFC 7591 and of OpenID
 * Connect registration, and a few settings of this server. Whether it makes sense is checked where
 * it is registered; here it is only complete.
 *
 * @param redirectUris where authorization responses may go, compared as exact strings
 * @param postLogoutRedirectUris where a browser may go after signing out
 * @param grantTypes the grants it may use at the token endpoint
 * @param responseTypes what it may ask the authorization endpoint for: {@code code} or nothing
 * @param tokenEndpointAuthMethod how it proves itself
 * @param tokenEndpointAuthSigningAlg the one algorithm of its {@code private_key_jwt} assertions,
 *     or null for any that is allowed
 * @param jwks its public keys, a JWK Set as JSON text, or null
 * @param jwksUri where its public keys are published, or null
 * @param scopes the scopes it may ask for
 * @param subjectType what it knows people by
 * @param sectorIdentifierUri who shares its pairwise subjects, or null for its redirect URIs' host
 * @param idTokenSignedResponseAlg {@code RS256}, {@code ES256} or {@code EdDSA}
 * @param userinfoSignedResponseAlg how userinfo is signed, or null for plain JSON
 * @param requestObjectSigningAlg the one algorithm of its request objects, or null for any that is
 *     allowed
 * @param requirePushedAuthorizationRequests whether only pushed authorization requests are taken
 *     (RFC 9126)
 * @param requireSignedRequestObject whether only signed requests are taken (RFC 9101)
 * @param dpopBoundAccessTokens whether every token is bound to a key of its (RFC 9449)
 * @param accessTokenFormat what its access tokens look like
 * @param rotateRefreshTokens whether refresh tokens are replaced at each use, or null for what
 *     {@link #rotatesRefreshTokens} says
 * @param defaultMaxAge how old a sign-in may be, in seconds, when a request does not say; null for
 *     any age
 * @param requireAuthTime whether ID tokens always tell {@code auth_time}
 * @param defaultAcrValues the authentication contexts wanted when a request does not say, best
 *     first
 * @param backchannelLogoutUri where it is told of sign-outs, or null
 * @param backchannelLogoutSessionRequired whether it needs the {@code sid} in logout tokens
 * @param corsOrigins the origins whose scripts may call the token, userinfo and revocation
 *     endpoints
 * @param resources the resource indicators it may ask for (RFC 8707); empty for any absolute https
 *     URI
 * @param consent whether people are asked before it learns about them
 * @param clientUri its home page, or null
 * @param logoUri its logo, or null
 * @param policyUri its privacy policy, or null
 * @param tosUri its terms of service, or null
 * @param contacts whom to write to about it
 * @param applicationType whether it runs on a server or in a person's hands
 * @param softwareId what software it is (RFC 7591), or null
 * @param softwareVersion which version of it, or null
 */
public record ClientSettings(
    List<String> redirectUris,
    List<String> postLogoutRedirectUris,
    Set<GrantType> grantTypes,
    List<String> responseTypes,
    AuthMethod tokenEndpointAuthMethod,
    @Nullable String tokenEndpointAuthSigningAlg,
    @Nullable String jwks,
    @Nullable String jwksUri,
    Set<String> scopes,
    SubjectType subjectType,
    @Nullable String sectorIdentifierUri,
    String idTokenSignedResponseAlg,
    @Nullable String userinfoSignedResponseAlg,
    @Nullable String requestObjectSigningAlg,
    boolean requirePushedAuthorizationRequests,
    boolean requireSignedRequestObject,
    boolean dpopBoundAccessTokens,
    AccessTokenFormat accessTokenFormat,
    @Nullable Boolean rotateRefreshTokens,
    @Nullable Long defaultMaxAge,
    boolean requireAuthTime,
    List<String> defaultAcrValues,
    @Nullable String backchannelLogoutUri,
    boolean backchannelLogoutSessionRequired,
    List<String> corsOrigins,
    List<String> resources,
    ConsentPolicy consent,
    @Nullable String clientUri,
    @Nullable String logoUri,
    @Nullable String policyUri,
    @Nullable String tosUri,
    List<String> contacts,
    ApplicationType applicationType,
    @Nullable String softwareId,
    @Nullable String softwareVersion) {

  /**
   * Keeps unmodifiable copies. A list that is missing, as in the row of an older release, is empty;
   * a grant that only a newer release knows is passed over.
   */
  public ClientSettings {
    redirectUris = copy(redirectUris);
    postLogoutRedirectUris = copy(postLogoutRedirectUris);
    grantTypes = copy(grantTypes);
    responseTypes = copy(responseTypes);
    scopes = copy(scopes);
    defaultAcrValues = copy(defaultAcrValues);
    corsOrigins = copy(corsOrigins);
    resources = copy(resources);
    contacts = copy(contacts);
  }

  private static List<String> copy(@Nullable List<String> given) {
    if (given == null) {
      return List.of();
    }
    return given.stream().filter(Objects::nonNull).toList();
  }

  /** In the order given, which is the order scopes are told in. */
  private static <T> Set<T> copy(@Nullable Set<T> given) {
    if (given == null) {
      return Set.of();
    }
    Set<T> known = new LinkedHashSet<>(given);
    known.removeIf(Objects::isNull);
    return Collections.unmodifiableSet(known);
  }

  /** The grants of the token endpoint. Implicit and password grants do not exist. */
  public enum GrantType {
    AUTHORIZATION_CODE("authorization_code"),
    REFRESH_TOKEN("refresh_token"),
    CLIENT_CREDENTIALS("client_credentials"),
    DEVICE_CODE("urn:ietf:params:oauth:grant-type:device_code");

    private final String text;

    GrantType(String text) {
      this.text = text;
    }

    /** As {@code grant_type} is written. */
    public String text() {
      return text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** How a client proves itself at the token endpoint and its like. */
  public enum AuthMethod {
    CLIENT_SECRET_BASIC("client_secret_basic"),
    CLIENT_SECRET_POST("client_secret_post"),
    PRIVATE_KEY_JWT("private_key_jwt"),
    /** A public client: it has nothing to prove itself with. */
    NONE("none");

    private final String text;

    AuthMethod(String text) {
      this.text = text;
    }

    /** As registrations write it. */
    public String text() {
      return text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** What a client knows people by. */
  public enum SubjectType {
    PUBLIC("public"),
    /** Another identifier for each sector, so that two clients cannot compare notes. */
    PAIRWISE("pairwise");

    private final String text;

    SubjectType(String text) {
      this.text = text;
    }

    /** As registrations write it. */
    public String text() {
      return text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** What access tokens look like. */
  public enum AccessTokenFormat {
    /** RFC 9068. */
    JWT("jwt"),
    OPAQUE("opaque");

    private final String text;

    AccessTokenFormat(String text) {
      this.text = text;
    }

    /** As registrations write it. */
    public String text() {
      return text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Whether people are asked before a client learns about them. */
  public enum ConsentPolicy {
    EXPLICIT("explicit"),
    /** The customer's own application: signing in is agreeing. */
    IMPLICIT("implicit");

    private final String text;

    ConsentPolicy(String text) {
      this.text = text;
    }

    /** As registrations write it. */
    public String text() {
      return text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Where a client runs. */
  public enum ApplicationType {
    WEB("web"),
    /** On a person's own device, with the redirect URIs of RFC 8252. */
    NATIVE("native");

    private final String text;

    ApplicationType(String text) {
      this.text = text;
    }

    /** As registrations write it. */
    public String text() {
      return text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Whether this client's registration allows the grant. */
  public boolean allows(GrantType grant) {
    return grantTypes.contains(grant);
  }

  /**
   * Whether a refresh token is replaced at each use. RFC 9700, section 4.14.2: "For public clients,
   * authorization servers MUST use one of these methods to detect refresh token replay by malicious
   * actors"; tokens bound to a confidential client's credentials need no rotation.
   */
  public boolean rotatesRefreshTokens() {
    if (rotateRefreshTokens != null) {
      return rotateRefreshTokens;
    }
    return tokenEndpointAuthMethod == AuthMethod.NONE;
  }

  /** A confidential web application's settings before anything is said about it. */
  public static ClientSettings defaults() {
    return new ClientSettings(
        List.of(),
        List.of(),
        Set.of(GrantType.AUTHORIZATION_CODE),
        List.of("code"),
        AuthMethod.CLIENT_SECRET_BASIC,
        null,
        null,
        null,
        Set.of(),
        SubjectType.PUBLIC,
        null,
        "RS256",
        null,
        null,
        false,
        false,
        false,
        AccessTokenFormat.JWT,
        null,
        null,
        false,
        List.of(),
        null,
        false,
        List.of(),
        List.of(),
        ConsentPolicy.EXPLICIT,
        null,
        null,
        null,
        null,
        List.of(),
        ApplicationType.WEB,
        null,
        null);
  }

  /** A builder that begins with these settings. */
  public ClientSettingsBuilder toBuilder() {
    return new ClientSettingsBuilder(this);
  }
}
