package dev.countersign.http.admin;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Scope;
import dev.countersign.domain.UserId;
import dev.countersign.group.Administrators;
import dev.countersign.http.ApiCaller;
import dev.countersign.http.ApiGate;
import dev.countersign.http.Exchange;
import dev.countersign.token.OAuthBearer;
import dev.countersign.token.OAuthGate;
import dev.countersign.token.OAuthGate.Presented;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Programs with an access token of an OAuth client. One in its own name may do what its scopes say.
 * One in a person's name may do so only where the person administers the customer, which the role
 * {@code administrator} says: or everybody who signs in at a client with such scopes could.
 */
final class OAuthPrograms implements ApiGate.Clients {
  private final OAuthGate gate;
  private final Administrators administrators;

  OAuthPrograms(OAuthGate gate, Administrators administrators) {
    this.gate = gate;
    this.administrators = administrators;
  }

  @Override
  public ApiGate.Answer enter(Exchange exchange, String token, boolean dpop) {
    Presented presented =
        new Presented(token, dpop, exchange.headers("DPoP"), exchange.method(), exchange.path());
    return switch (gate.enter(presented)) {
      case OAuthGate.Result.Admitted(OAuthBearer bearer) ->
          new ApiGate.Answer.Admitted(caller(bearer));
      case OAuthGate.Result.Refused(var reason, String description, Optional<String> nonce) ->
          new ApiGate.Answer.Refused(description, headers(reason, dpop, nonce));
    };
  }

  private ApiCaller caller(OAuthBearer bearer) {
    CustomerId customer = bearer.session().customerId();
    UserId user = bearer.session().userId();
    if (user != null && !administrators.include(customer, user)) {
      return new ApiCaller(customer, Set.of(), false);
    }
    Set<Scope> scopes =
        bearer.scopes().stream()
            .map(Scope::parse)
            .flatMap(Optional::stream)
            .collect(Collectors.toUnmodifiableSet());
    boolean operator = user == null && bearer.scopes().contains(Scope.OPERATOR);
    return new ApiCaller(customer, scopes, operator);
  }

  /** RFC 9449, sections 7.1 and 9: the challenge names the scheme, and a nonce where one is due. */
  private static Map<String, String> headers(
      OAuthGate.Reason reason, boolean dpop, Optional<String> nonce) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (dpop) {
      headers.put("WWW-Authenticate", "DPoP error=\"" + reason.text() + "\"");
    }
    nonce.ifPresent(text -> headers.put("DPoP-Nonce", text));
    return headers;
  }
}
