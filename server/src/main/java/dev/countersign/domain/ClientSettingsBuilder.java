package dev.countersign.domain;

import dev.countersign.domain.ClientSettings.AccessTokenFormat;
import dev.countersign.domain.ClientSettings.ApplicationType;
import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.ClientSettings.SubjectType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings with some of them changed; each method is named after what it sets. */
public final class ClientSettingsBuilder {
  private List<String> redirectUris;
  private List<String> postLogoutRedirectUris;
  private Set<GrantType> grantTypes;
  private List<String> responseTypes;
  private AuthMethod tokenEndpointAuthMethod;
  private @Nullable String tokenEndpointAuthSigningAlg;
  private @Nullable String jwks;
  private @Nullable String jwksUri;
  private Set<String> scopes;
  private SubjectType subjectType;
  private @Nullable String sectorIdentifierUri;
  private String idTokenSignedResponseAlg;
  private @Nullable String userinfoSignedResponseAlg;
  private @Nullable String requestObjectSigningAlg;
  private boolean requirePushedAuthorizationRequests;
  private boolean requireSignedRequestObject;
  private boolean dpopBoundAccessTokens;
  private AccessTokenFormat accessTokenFormat;
  private @Nullable Boolean rotateRefreshTokens;
  private @Nullable Long defaultMaxAge;
  private boolean requireAuthTime;
  private List<String> defaultAcrValues;
  private @Nullable String backchannelLogoutUri;
  private boolean backchannelLogoutSessionRequired;
  private List<String> corsOrigins;
  private List<String> resources;
  private ConsentPolicy consent;
  private @Nullable String clientUri;
  private @Nullable String logoUri;
  private @Nullable String policyUri;
  private @Nullable String tosUri;
  private List<String> contacts;
  private ApplicationType applicationType;
  private @Nullable String softwareId;
  private @Nullable String softwareVersion;

  ClientSettingsBuilder(ClientSettings from) {
    redirectUris = from.redirectUris();
    postLogoutRedirectUris = from.postLogoutRedirectUris();
    grantTypes = from.grantTypes();
    responseTypes = from.responseTypes();
    tokenEndpointAuthMethod = from.tokenEndpointAuthMethod();
    tokenEndpointAuthSigningAlg = from.tokenEndpointAuthSigningAlg();
    jwks = from.jwks();
    jwksUri = from.jwksUri();
    scopes = from.scopes();
    subjectType = from.subjectType();
    sectorIdentifierUri = from.sectorIdentifierUri();
    idTokenSignedResponseAlg = from.idTokenSignedResponseAlg();
    userinfoSignedResponseAlg = from.userinfoSignedResponseAlg();
    requestObjectSigningAlg = from.requestObjectSigningAlg();
    requirePushedAuthorizationRequests = from.requirePushedAuthorizationRequests();
    requireSignedRequestObject = from.requireSignedRequestObject();
    dpopBoundAccessTokens = from.dpopBoundAccessTokens();
    accessTokenFormat = from.accessTokenFormat();
    rotateRefreshTokens = from.rotateRefreshTokens();
    defaultMaxAge = from.defaultMaxAge();
    requireAuthTime = from.requireAuthTime();
    defaultAcrValues = from.defaultAcrValues();
    backchannelLogoutUri = from.backchannelLogoutUri();
    backchannelLogoutSessionRequired = from.backchannelLogoutSessionRequired();
    corsOrigins = from.corsOrigins();
    resources = from.resources();
    consent = from.consent();
    clientUri = from.clientUri();
    logoUri = from.logoUri();
    policyUri = from.policyUri();
    tosUri = from.tosUri();
    contacts = from.contacts();
    applicationType = from.applicationType();
    softwareId = from.softwareId();
    softwareVersion = from.softwareVersion();
  }

  public ClientSettingsBuilder redirectUris(List<String> value) {
    redirectUris = value;
    return this;
  }

  public ClientSettingsBuilder postLogoutRedirectUris(List<String> value) {
    postLogoutRedirectUris = value;
    return this;
  }

  public ClientSettingsBuilder grantTypes(Set<GrantType> value) {
    grantTypes = value;
    return this;
  }

  public ClientSettingsBuilder responseTypes(List<String> value) {
    responseTypes = value;
    return this;
  }

  public ClientSettingsBuilder tokenEndpointAuthMethod(AuthMethod value) {
    tokenEndpointAuthMethod = value;
    return this;
  }

  public ClientSettingsBuilder tokenEndpointAuthSigningAlg(@Nullable String value) {
    tokenEndpointAuthSigningAlg = value;
    return this;
  }

  public ClientSettingsBuilder jwks(@Nullable String value) {
    jwks = value;
    return this;
  }

  public ClientSettingsBuilder jwksUri(@Nullable String value) {
    jwksUri = value;
    return this;
  }

  public ClientSettingsBuilder scopes(Set<String> value) {
    scopes = value;
    return this;
  }

  public ClientSettingsBuilder subjectType(SubjectType value) {
    subjectType = value;
    return this;
  }

  public ClientSettingsBuilder sectorIdentifierUri(@Nullable String value) {
    sectorIdentifierUri = value;
    return this;
  }

  public ClientSettingsBuilder idTokenSignedResponseAlg(String value) {
    idTokenSignedResponseAlg = value;
    return this;
  }

  public ClientSettingsBuilder userinfoSignedResponseAlg(@Nullable String value) {
    userinfoSignedResponseAlg = value;
    return this;
  }

  public ClientSettingsBuilder requestObjectSigningAlg(@Nullable String value) {
    requestObjectSigningAlg = value;
    return this;
  }

  public ClientSettingsBuilder requirePushedAuthorizationRequests(boolean value) {
    requirePushedAuthorizationRequests = value;
    return this;
  }

  public ClientSettingsBuilder requireSignedRequestObject(boolean value) {
    requireSignedRequestObject = value;
    return this;
  }

  public ClientSettingsBuilder dpopBoundAccessTokens(boolean value) {
    dpopBoundAccessTokens = value;
    return this;
  }

  public ClientSettingsBuilder accessTokenFormat(AccessTokenFormat value) {
    accessTokenFormat = value;
    return this;
  }

  public ClientSettingsBuilder rotateRefreshTokens(@Nullable Boolean value) {
    rotateRefreshTokens = value;
    return this;
  }

  public ClientSettingsBuilder defaultMaxAge(@Nullable Long value) {
    defaultMaxAge = value;
    return this;
  }

  public ClientSettingsBuilder requireAuthTime(boolean value) {
    requireAuthTime = value;
    return this;
  }

  public ClientSettingsBuilder defaultAcrValues(List<String> value) {
    defaultAcrValues = value;
    return this;
  }

  public ClientSettingsBuilder backchannelLogoutUri(@Nullable String value) {
    backchannelLogoutUri = value;
    return this;
  }

  public ClientSettingsBuilder backchannelLogoutSessionRequired(boolean value) {
    backchannelLogoutSessionRequired = value;
    return this;
  }

  public ClientSettingsBuilder corsOrigins(List<String> value) {
    corsOrigins = value;
    return this;
  }

  public ClientSettingsBuilder resources(List<String> value) {
    resources = value;
    return this;
  }

  public ClientSettingsBuilder consent(ConsentPolicy value) {
    consent = value;
    return this;
  }

  public ClientSettingsBuilder clientUri(@Nullable String value) {
    clientUri = value;
    return this;
  }

  public ClientSettingsBuilder logoUri(@Nullable String value) {
    logoUri = value;
    return this;
  }

  public ClientSettingsBuilder policyUri(@Nullable String value) {
    policyUri = value;
    return this;
  }

  public ClientSettingsBuilder tosUri(@Nullable String value) {
    tosUri = value;
    return this;
  }

  public ClientSettingsBuilder contacts(List<String> value) {
    contacts = value;
    return this;
  }

  public ClientSettingsBuilder applicationType(ApplicationType value) {
    applicationType = value;
    return this;
  }

  public ClientSettingsBuilder softwareId(@Nullable String value) {
    softwareId = value;
    return this;
  }

  public ClientSettingsBuilder softwareVersion(@Nullable String value) {
    softwareVersion = value;
    return this;
  }

  public ClientSettings build() {
    return new ClientSettings(
        redirectUris,
        postLogoutRedirectUris,
        grantTypes,
        responseTypes,
        tokenEndpointAuthMethod,
        tokenEndpointAuthSigningAlg,
        jwks,
        jwksUri,
        scopes,
        subjectType,
        sectorIdentifierUri,
        idTokenSignedResponseAlg,
        userinfoSignedResponseAlg,
        requestObjectSigningAlg,
        requirePushedAuthorizationRequests,
        requireSignedRequestObject,
        dpopBoundAccessTokens,
        accessTokenFormat,
        rotateRefreshTokens,
        defaultMaxAge,
        requireAuthTime,
        defaultAcrValues,
        backchannelLogoutUri,
        backchannelLogoutSessionRequired,
        corsOrigins,
        resources,
        consent,
        clientUri,
        logoUri,
        policyUri,
        tosUri,
        contacts,
        applicationType,
        softwareId,
        softwareVersion);
  }
}
