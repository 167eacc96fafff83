package dev.countersign.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.client.ClientAdministration;
import dev.countersign.client.InvalidClientMetadata;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.ClientSettings;
import dev.countersign.domain.ClientSettings.ApplicationType;
import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.domain.ClientSettings.ConsentPolicy;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.transfer.KeycloakContext.Sink;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keycloak's clients that speak OpenID Connect. Each gets another client_id, which is told. */
final class KeycloakClients {
  private static final Set<String> SCOPES =
      Set.of("profile", "email", "phone", "address", "offline_access");
  private static final String POST_LOGOUT = "post.logout.redirect.uris";

  private final KeycloakContext context;

  KeycloakClients(KeycloakContext context) {
    this.context = context;
  }

  void client(ObjectNode client, Sink sink) {
    String clientId = client.path("clientId").asText();
    String protocol = client.path("protocol").asText("openid-connect");
    if (KeycloakRoles.BUILT_IN_CLIENTS.contains(clientId)) {
      return;
    }
    if (!protocol.equals("openid-connect") || client.path("bearerOnly").asBoolean(false)) {
      context.note("client " + clientId + ", which signs nobody in with OpenID Connect");
      return;
    }
    String record = "client " + clientId;
    Uris uris = new Uris(client, record, sink);
    ClientSettings settings = settings(client, uris);
    String name = client.path("name").asText("");
    if (name.isBlank()) {
      name = clientId;
    }
    try {
      ClientAdministration.check(name, settings);
    } catch (InvalidClientMetadata e) {
      throw new InvalidRecord(String.valueOf(e.getMessage()));
    }
    ClientId id = new ClientId(context.clientId(clientId));
    sink.remark(record, "is taken over, and its client_id is " + id + " from now on");
    sink.record(context.kinds().clients(), made(client, id, name, settings, record, sink));
  }

  private Client made(
      ObjectNode client,
      ClientId id,
      String name,
      ClientSettings settings,
      String record,
      Sink sink) {
    return new Client(
        id,
        context.customer(),
        name,
        settings,
        digest(client, settings, record, sink),
        null,
        !client.path("enabled").asBoolean(true),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static @Nullable String digest(
      ObjectNode client, ClientSettings settings, String record, Sink sink) {
    if (settings.tokenEndpointAuthMethod() != AuthMethod.CLIENT_SECRET_BASIC) {
      return null;
    }
    String secret = client.path("secret").asText("");
    if (secret.isEmpty() || secret.chars().allMatch(letter -> letter == '*')) {
      sink.remark(
          record,
          "has no secret in the file; \"countersign client rotate-secret\" makes it a new one");
      return null;
    }
    return HexFormat.of().formatHex(TokenDigest.of(secret).bytes());
  }

  private static ClientSettings settings(ObjectNode client, Uris uris) {
    JsonNode attributes = client.path("attributes");
    Set<GrantType> grants = grants(client, attributes);
    boolean code = grants.contains(GrantType.AUTHORIZATION_CODE);
    boolean web = uris.redirects().stream().allMatch(uri -> uri.startsWith("https:"));
    boolean asks = client.path("consentRequired").asBoolean(false);
    return ClientSettings.defaults().toBuilder()
        .redirectUris(code ? uris.redirects() : List.of())
        .postLogoutRedirectUris(uris.afterLogout())
        .grantTypes(grants)
        .responseTypes(code ? List.of("code") : List.of())
        .tokenEndpointAuthMethod(method(client))
        .jwksUri(text(attributes, "jwks.url"))
        .jwks(text(attributes, "jwks.string"))
        .scopes(scopes(client))
        .backchannelLogoutUri(text(attributes, "backchannel.logout.url"))
        .backchannelLogoutSessionRequired(
            attributes.path("backchannel.logout.session.required").asText().equals("true"))
        .requirePushedAuthorizationRequests(
            attributes.path("require.pushed.authorization.requests").asText().equals("true"))
        .corsOrigins(uris.origins())
        .consent(asks ? ConsentPolicy.EXPLICIT : ConsentPolicy.IMPLICIT)
        .applicationType(web ? ApplicationType.WEB : ApplicationType.NATIVE)
        .build();
  }

  private static AuthMethod method(ObjectNode client) {
    if (client.path("publicClient").asBoolean(false)) {
      return AuthMethod.NONE;
    }
    boolean assertions = client.path("clientAuthenticatorType").asText().equals("client-jwt");
    return assertions ? AuthMethod.PRIVATE_KEY_JWT : AuthMethod.CLIENT_SECRET_BASIC;
  }

  private static @Nullable String text(JsonNode attributes, String name) {
    String text = attributes.path(name).asText("");
    return text.isEmpty() ? null : text;
  }

  private static Set<GrantType> grants(ObjectNode client, JsonNode attributes) {
    Set<GrantType> grants = new LinkedHashSet<>();
    if (client.path("standardFlowEnabled").asBoolean(true)) {
      grants.add(GrantType.AUTHORIZATION_CODE);
      grants.add(GrantType.REFRESH_TOKEN);
    }
    if (client.path("serviceAccountsEnabled").asBoolean(false)) {
      grants.add(GrantType.CLIENT_CREDENTIALS);
    }
    if (attributes.path("oauth2.device.authorization.grant.enabled").asText().equals("true")) {
      grants.add(GrantType.DEVICE_CODE);
    }
    return grants;
  }

  private static Set<String> scopes(ObjectNode client) {
    Set<String> scopes = new LinkedHashSet<>(List.of("openid"));
    for (String list : List.of("defaultClientScopes", "optionalClientScopes")) {
      for (JsonNode scope : client.path(list)) {
        if (SCOPES.contains(scope.asText())) {
          scopes.add(scope.asText());
        }
      }
    }
    return scopes;
  }

  /** A client's addresses. Keycloak allows patterns and relative ones; here each is exact. */
  private static final class Uris {
    private final List<String> redirects = new ArrayList<>();
    private final List<String> afterLogout = new ArrayList<>();
    private final List<String> origins = new ArrayList<>();

    Uris(ObjectNode client, String record, Sink sink) {
      String root = client.path("rootUrl").asText("");
      for (JsonNode uri : client.path("redirectUris")) {
        exact(uri.asText(), root, redirects, record, sink);
      }
      afterLogout(client, root, record, sink);
      origins(client, record, sink);
    }

    private void afterLogout(ObjectNode client, String root, String record, Sink sink) {
      String logout = client.path("attributes").path(POST_LOGOUT).asText("");
      for (String uri : logout.isEmpty() ? List.<String>of() : List.of(logout.split("##", -1))) {
        if (uri.equals("+")) {
          afterLogout.addAll(redirects);
        } else {
          exact(uri, root, afterLogout, record, sink);
        }
      }
    }

    private void origins(ObjectNode client, String record, Sink sink) {
      for (JsonNode origin : client.path("webOrigins")) {
        if (origin.asText().equals("+")) {
          redirects.stream().map(Uris::origin).distinct().forEach(origins::add);
        } else if (!origin.asText().equals("*")) {
          origins.add(origin.asText());
        } else {
          sink.remark(record, "allows every origin; name those that may call with scripts");
        }
      }
    }

    private static void exact(String uri, String root, List<String> to, String record, Sink sink) {
      String whole = uri.startsWith("/") ? root + uri : uri;
      if (whole.contains("*") || whole.startsWith("/")) {
        sink.remark(record, "loses the address " + uri + ": here each is named in full");
      } else {
        to.add(whole);
      }
    }

    private static String origin(String uri) {
      URI parsed = URI.create(uri);
      return parsed.getScheme() + "://" + parsed.getRawAuthority();
    }

    List<String> redirects() {
      return redirects;
    }

    List<String> afterLogout() {
      return afterLogout;
    }

    List<String> origins() {
      return origins;
    }
  }
}
