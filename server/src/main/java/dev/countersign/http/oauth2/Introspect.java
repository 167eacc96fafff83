package dev.countersign.http.oauth2;

import dev.countersign.domain.Scope;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.token.ActiveToken;
import dev.countersign.token.Introspection;
import dev.countersign.token.IntrospectionResult;
import dev.countersign.token.KeyCaller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code POST introspect}: whether a token is good now (RFC 7662). */
final class Introspect implements Endpoint {
  private static final Reply INACTIVE = Reply.json(200, Map.of("active", false));

  private final OAuthDialect dialect;
  private final Introspection introspection;
  private final TokenParameter parameter;

  Introspect(OAuthDialect dialect, Introspection introspection, TokenParameter parameter) {
    this.dialect = dialect;
    this.introspection = introspection;
    this.parameter = parameter;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.POST,
            OAuthDialect.PREFIX + "/introspect",
            dialect,
            BodyKind.FORM,
            new Access.ApiKey(Scope.TOKENS_INTROSPECT, this::introspect)));
  }

  private Reply introspect(Exchange exchange, KeyCaller caller) {
    // RFC 7662, section 2.1: token_type_hint is optional, and the server finds the token without.
    String token = parameter.of(exchange, caller);
    return switch (introspection.introspect(caller, token, exchange.origin())) {
      case IntrospectionResult.Active(ActiveToken active) -> Reply.json(200, claims(active));
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
    claims.put("username", token.userName());
    claims.put("token_type", "Bearer");
    claims.put("exp", token.expiresAt());
    claims.put("iat", token.issuedAt());
    token.notBefore().ifPresent(seconds -> claims.put("nbf", seconds));
    claims.put("sub", token.subject());
    claims.put("aud", token.audience());
    claims.put("iss", token.issuer());
    claims.put("jti", token.tokenId());
    claims.put("sid", token.session().toString());
    claims.put("token_use", "access");
    claims.put("customer", token.customer().toString());
    return claims;
  }
}
