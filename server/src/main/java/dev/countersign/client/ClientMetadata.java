package dev.countersign.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.ClientSettings.AccessTokenFormat;
import dev.countersign.domain.ClientSettings.ApplicationType;
import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.ClientSettings.SubjectType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Client metadata as RFC 7591, OpenID Connect registration and the documents beside them write it,
 * and under names of their own the settings that only this server has.
 *
 * @param name {@code client_name}
 * @param settings everything else
 */
public record ClientMetadata(String name, ClientSettings settings) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final Set<String> USUAL_SCOPES =
      new LinkedHashSet<>(
          List.of("openid", "profile", "email", "phone", "address", "offline_access"));

  /**
   * Reads a registration. RFC 7591, section 2: "The authorization server MUST ignore any client
   * metadata sent by the client that it does not understand"; omitted fields have the values of
   * that section.
   *
   * @throws InvalidClientMetadata when a field is of another type or names what does not exist
   */
  public static ClientMetadata of(Map<String, Object> members) {
    MetadataFields fields = new MetadataFields(members);
    Set<GrantType> grants = grants(fields);
    boolean code = grants.contains(GrantType.AUTHORIZATION_CODE);
    ClientSettings settings =
        ClientSettings.defaults().toBuilder()
            .redirectUris(fields.texts("redirect_uris").orElse(List.of()))
            .postLogoutRedirectUris(fields.texts("post_logout_redirect_uris").orElse(List.of()))
            .grantTypes(grants)
            .responseTypes(
                fields.texts("response_types").orElse(code ? List.of("code") : List.of()))
            .scopes(scopes(fields, grants))
            .applicationType(
                fields.choice(
                    "application_type",
                    ApplicationType.values(),
                    ApplicationType::text,
                    ApplicationType.WEB))
            .contacts(fields.texts("contacts").orElse(List.of()))
            .clientUri(fields.textOrNull("client_uri"))
            .logoUri(fields.textOrNull("logo_uri"))
            .policyUri(fields.textOrNull("policy_uri"))
            .tosUri(fields.textOrNull("tos_uri"))
            .softwareId(fields.textOrNull("software_id"))
            .softwareVersion(fields.textOrNull("software_version"))
            .build();
    return new ClientMetadata(name(fields), tokens(keys(settings, fields), fields));
  }

  private static String name(MetadataFields fields) {
    return fields.text("client_name").filter(text -> !text.isBlank()).orElse("Application");
  }

  private static Set<GrantType> grants(MetadataFields fields) {
    Set<GrantType> grants = new LinkedHashSet<>();
    for (String text : fields.texts("grant_types").orElse(List.of("authorization_code"))) {
      grants.add(MetadataFields.choice("grant_types", GrantType.values(), GrantType::text, text));
    }
    return grants;
  }

  /** A client for people that names no scope may ask for what is known of them. */
  private static Set<String> scopes(MetadataFields fields, Set<GrantType> grants) {
    if (fields.has("scope")) {
      Set<String> scopes =
          new LinkedHashSet<>(List.of(fields.text("scope").orElse("").split(" ", -1)));
      scopes.remove("");
      return scopes;
    }
    boolean people =
        grants.contains(GrantType.AUTHORIZATION_CODE) || grants.contains(GrantType.DEVICE_CODE);
    if (people) {
      return USUAL_SCOPES;
    }
    return Set.of();
  }

  private static ClientSettings keys(ClientSettings settings, MetadataFields fields) {
    return settings.toBuilder()
        .tokenEndpointAuthMethod(
            fields.choice(
                "token_endpoint_auth_method",
                AuthMethod.values(),
                AuthMethod::text,
                AuthMethod.CLIENT_SECRET_BASIC))
        .tokenEndpointAuthSigningAlg(fields.textOrNull("token_endpoint_auth_signing_alg"))
        .jwks(jwks(fields.members().get("jwks")))
        .jwksUri(fields.textOrNull("jwks_uri"))
        .subjectType(
            fields.choice(
                "subject_type", SubjectType.values(), SubjectType::text, SubjectType.PUBLIC))
        .sectorIdentifierUri(fields.textOrNull("sector_identifier_uri"))
        .idTokenSignedResponseAlg(
            fields.text("id_token_signed_response_alg").orElseGet(() -> usual(fields)))
        .userinfoSignedResponseAlg(fields.textOrNull("userinfo_signed_response_alg"))
        .requestObjectSigningAlg(fields.textOrNull("request_object_signing_alg"))
        .build();
  }

  /** FAPI 2.0 Security Profile, section 5.4.1: "PS256, ES256, or EdDSA". */
  private static String usual(MetadataFields fields) {
    if (fields.flag("require_pushed_authorization_requests")
        && fields.flag("dpop_bound_access_tokens")) {
      return "ES256";
    }
    return "RS256";
  }

  private static ClientSettings tokens(ClientSettings settings, MetadataFields fields) {
    Boolean rotates = null;
    if (fields.has("rotate_refresh_tokens")) {
      rotates = fields.flag("rotate_refresh_tokens");
    }
    return settings.toBuilder()
        .requirePushedAuthorizationRequests(fields.flag("require_pushed_authorization_requests"))
        .requireSignedRequestObject(fields.flag("require_signed_request_object"))
        .dpopBoundAccessTokens(fields.flag("dpop_bound_access_tokens"))
        .accessTokenFormat(
            fields.choice(
                "access_token_format",
                AccessTokenFormat.values(),
                AccessTokenFormat::text,
                AccessTokenFormat.JWT))
        .rotateRefreshTokens(rotates)
        .defaultMaxAge(fields.numberOrNull("default_max_age"))
        .requireAuthTime(fields.flag("require_auth_time"))
        .defaultAcrValues(fields.texts("default_acr_values").orElse(List.of()))
        .backchannelLogoutUri(fields.textOrNull("backchannel_logout_uri"))
        .backchannelLogoutSessionRequired(fields.flag("backchannel_logout_session_required"))
        .corsOrigins(fields.texts("cors_origins").orElse(List.of()))
        .resources(fields.texts("resources").orElse(List.of()))
        .consent(
            fields.choice(
                "consent", ConsentPolicy.values(), ConsentPolicy::text, ConsentPolicy.EXPLICIT))
        .build();
  }

  private static @Nullable String jwks(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (!(value instanceof Map<?, ?>)) {
      throw new InvalidClientMetadata("The field jwks must be a JWK Set, a JSON object");
    }
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new InvalidClientMetadata("The field jwks must be a JWK Set, a JSON object");
    }
  }

  /** A client's registration as it is shown: what is not set is left out. */
  public static Map<String, Object> of(Client client) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("client_id", client.id().toString());
    shown.put("client_id_issued_at", client.createdAt().getEpochSecond());
    shown.putAll(new ClientMetadata(client.name(), client.settings()).members());
    return shown;
  }

  /** The same without what only a registered client has; {@link #of(Map)} reads it. */
  public Map<String, Object> members() {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("client_name", name);
    shown.put("redirect_uris", settings.redirectUris());
    put(shown, "post_logout_redirect_uris", settings.postLogoutRedirectUris());
    shown.put("grant_types", settings.grantTypes().stream().map(GrantType::text).toList());
    shown.put("response_types", settings.responseTypes());
    shown.put("scope", String.join(" ", settings.scopes()));
    shown.put("application_type", settings.applicationType().text());
    put(shown, "contacts", settings.contacts());
    put(shown, "client_uri", settings.clientUri());
    put(shown, "logo_uri", settings.logoUri());
    put(shown, "policy_uri", settings.policyUri());
    put(shown, "tos_uri", settings.tosUri());
    put(shown, "software_id", settings.softwareId());
    put(shown, "software_version", settings.softwareVersion());
    putKeys(shown, settings);
    putTokens(shown, settings);
    return shown;
  }

  private static void putKeys(Map<String, Object> shown, ClientSettings settings) {
    shown.put("token_endpoint_auth_method", settings.tokenEndpointAuthMethod().text());
    put(shown, "token_endpoint_auth_signing_alg", settings.tokenEndpointAuthSigningAlg());
    String jwks = settings.jwks();
    if (jwks != null) {
      shown.put("jwks", parsed(jwks));
    }
    put(shown, "jwks_uri", settings.jwksUri());
    shown.put("subject_type", settings.subjectType().text());
    put(shown, "sector_identifier_uri", settings.sectorIdentifierUri());
    shown.put("id_token_signed_response_alg", settings.idTokenSignedResponseAlg());
    put(shown, "userinfo_signed_response_alg", settings.userinfoSignedResponseAlg());
    put(shown, "request_object_signing_alg", settings.requestObjectSigningAlg());
  }

  private static void putTokens(Map<String, Object> shown, ClientSettings settings) {
    shown.put(
        "require_pushed_authorization_requests", settings.requirePushedAuthorizationRequests());
    shown.put("require_signed_request_object", settings.requireSignedRequestObject());
    shown.put("dpop_bound_access_tokens", settings.dpopBoundAccessTokens());
    shown.put("access_token_format", settings.accessTokenFormat().text());
    put(shown, "rotate_refresh_tokens", settings.rotateRefreshTokens());
    put(shown, "default_max_age", settings.defaultMaxAge());
    shown.put("require_auth_time", settings.requireAuthTime());
    put(shown, "default_acr_values", settings.defaultAcrValues());
    put(shown, "backchannel_logout_uri", settings.backchannelLogoutUri());
    shown.put("backchannel_logout_session_required", settings.backchannelLogoutSessionRequired());
    put(shown, "cors_origins", settings.corsOrigins());
    put(shown, "resources", settings.resources());
    shown.put("consent", settings.consent().text());
  }

  private static void put(Map<String, Object> shown, String name, @Nullable Object value) {
    if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
      shown.put(name, value);
    }
  }

  private static Map<String, Object> parsed(String jwks) {
    try {
      return JSON.readValue(jwks, OBJECT);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("registered keys are JSON");
    }
  }
}
