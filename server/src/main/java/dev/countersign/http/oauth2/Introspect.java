package dev.countersign.http.oauth2;

import dev.countersign.domain.Client;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.FormBody;
import dev.countersign.http.KeyCredentials;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.oauth2.caller.ClientCaller;
import dev.countersign.http.oauth2.caller.OAuthErrors;
import dev.countersign.token.ActiveRefreshToken;
import dev.countersign.token.ActiveToken;
import dev.countersign.token.Introspection;
import dev.countersign.token.IntrospectionResult;
import dev.countersign.token.KeyCaller;
import dev.countersign.token.TokenError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code POST introspect}: whether a token is good now (RFC 7662). */
final class Introspect implements Endpoint {
  private static final Reply INACTIVE = Reply.json(200, Map.of("active", false));

  private final OAuthDialect dialect;
  private final Introspection introspection;
  private final TokenParameter parameter;
  private final ClientCaller clients;

  Introspect(
      OAuthDialect dialect,
      Introspection introspection,
      TokenParameter parameter,
      ClientCaller clients) {
    this.dialect = dialect;
    this.introspection = introspection;
    this.parameter = parameter;
    this.clients = clients;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.POST,
            OAuthDialect.PREFIX + "/introspect",
            dialect,
            BodyKind.FORM,
            Access.open(this::introspect)));
  }

  private Reply introspect(Exchange exchange) {
    if (clients.isMeant(exchange)) {
      return clients.serve(
          exchange, Set.of(), (client, form) -> introspect(exchange, client, form));
    }
    KeyCaller caller = KeyCredentials.of(exchange);
    // RFC 7662, section 2.1: token_type_hint is optional, and the server finds the token without.
    String token = parameter.of(exchange, caller);
    return reply(introspection.introspect(caller, token, exchange.origin()), exchange);
  }

  private Reply introspect(Exchange exchange, Client client, FormBody form) {
    // RFC 7662, section 2.1: "To prevent token scanning attacks, the endpoint MUST also require
    // some form of authorization to access this endpoint".
    if (client.isPublic()) {
      return OAuthErrors.reply(
          TokenError.INVALID_CLIENT, "A public client cannot prove who it is, and is told nothing");
    }
    return reply(introspection.introspect(client, form.text("token")), exchange);
  }

  private Reply reply(IntrospectionResult result, Exchange exchange) {
    return switch (result) {
      case IntrospectionResult.Active(ActiveToken active) -> Reply.json(200, claims(active));
      case IntrospectionResult.ActiveRefresh(ActiveRefreshToken active) ->
          Reply.json(200, claims(active));
      case IntrospectionResult.Inactive() -> INACTIVE;
      case IntrospectionResult.Refused(var refusal) -> dialect.refused(refusal, exchange);
    };
  }

  private static Map<String, Object> claims(ActiveToken token) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("active", true);
    if (!token.scope().isEmpty()) {
      claims.put("scope", token.scope());
    }
    token.clientId().ifPresent(client -> claims.put("client_id", client));
    token.userName().ifPresent(name -> claims.put("username", name));
    claims.put("token_type", "Bearer");
    claims.put("exp", token.expiresAt());
    claims.put("iat", token.issuedAt());
    token.notBefore().ifPresent(seconds -> claims.put("nbf", seconds));
    claims.put("sub", token.subject());
    claims.put("aud", audience(token));
    claims.put("iss", token.issuer());
    claims.put("jti", token.tokenId());
    claims.put("sid", token.session().toString());
    claims.put("token_use", "access");
    claims.put("customer", token.customer().toString());
    // RFC 9449, section 6.2: the confirmation is told as a member of the response, and the token
    // type is that of the token.
    token
        .jkt()
        .ifPresent(jkt -> {
          claims.put("token_type", "DPoP");
          claims.put("cnf", Map.of("jkt", jkt));
        });
    return claims;
  }

  /** No token_type and no aud: it is no token for a resource, and is not to be taken for one. */
  private static Map<String, Object> claims(ActiveRefreshToken token) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("active", true);
    if (!token.scope().isEmpty()) {
      claims.put("scope", token.scope());
    }
    claims.put("client_id", token.clientId());
    claims.put("username", token.userName());
    claims.put("exp", token.expiresAt());
    claims.put("sub", token.subject());
    claims.put("iss", token.issuer());
    claims.put("sid", token.session().toString());
    claims.put("token_use", "refresh");
    claims.put("customer", token.customer().toString());
    return claims;
  }

  private static Object audience(ActiveToken token) {
    if (token.audience().size() == 1) {
      return token.audience().getFirst();
    }
    return token.audience();
  }
}
