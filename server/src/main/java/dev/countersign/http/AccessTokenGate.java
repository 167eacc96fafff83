package dev.countersign.http;

import dev.countersign.crypto.DpopProof;
import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.token.OAuthBearer;
import dev.countersign.token.OAuthGate;
import dev.countersign.token.OAuthGate.Presented;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds an OAuth client's access token in a request, and words why it does not get in (RFC 6750,
 * RFC 9449).
 */
public final class AccessTokenGate {
  private static final String DPOP = "dpop ";
  private static final String REALM = "realm=\"countersign\"";
  private static final String ALGORITHMS =
      "algs=\""
          + DpopProof.ALGORITHMS.stream()
              .map(SigningAlgorithm::joseName)
              .collect(Collectors.joining(" "))
          + "\"";

  private final OAuthGate gate;

  public AccessTokenGate(OAuthGate gate) {
    this.gate = gate;
  }

  /** One token with the scheme it came under. */
  private record Found(String token, boolean dpop) {}

  /** Lets the request in to its handler, or says why not. */
  Reply enter(Exchange exchange, Access.Granted access) {
    List<Found> found;
    try {
      found = find(exchange);
    } catch (RequestRefused e) {
      // RFC 6750, section 3.1: the request "repeats the same parameter [...] or is otherwise
      // malformed"; section 3 wants a challenge with that too.
      return refused(400, new Found("", false), "invalid_request", e.failure().message());
    }
    if (found.isEmpty()) {
      // RFC 6750, section 3.1: "If the request lacks any authentication information [...], the
      // resource server SHOULD NOT include an error code or other error information."
      return readable(
          Reply.empty(401).with("WWW-Authenticate", "Bearer " + REALM + ", DPoP " + ALGORITHMS));
    }
    // RFC 6750, section 2: "Clients MUST NOT use more than one method to transmit the token in each
    // request."
    if (found.size() > 1) {
      return refused(400, found.getFirst(), "invalid_request", "Send one access token, in one way");
    }
    return enter(exchange, access, found.getFirst());
  }

  private Reply enter(Exchange exchange, Access.Granted access, Found found) {
    Presented presented =
        new Presented(
            found.token(),
            found.dpop(),
            exchange.headers("DPoP"),
            exchange.method(),
            exchange.path());
    return switch (gate.enter(presented)) {
      case OAuthGate.Result.Admitted(OAuthBearer bearer) -> admitted(exchange, access, bearer);
      case OAuthGate.Result.Refused(var error, String description, Optional<String> nonce) -> {
        Reply reply = refused(401, found, error.text(), description);
        yield nonce.map(text -> reply.with("DPoP-Nonce", text)).orElse(reply);
      }
    };
  }

  private static Reply admitted(Exchange exchange, Access.Granted access, OAuthBearer bearer) {
    Optional<String> scope = access.scope();
    if (scope.isPresent() && !bearer.scopes().contains(scope.get())) {
      // RFC 6750, section 3.1: "The resource server SHOULD respond with the HTTP 403 (Forbidden)
      // status code and MAY include the "scope" attribute".
      Found found = new Found("", bearer.jkt().isPresent());
      String wanted = "The access token needs the scope " + scope.get();
      Reply reply = refused(403, found, "insufficient_scope", wanted);
      String challenge = reply.headers().get("WWW-Authenticate");
      return reply.with("WWW-Authenticate", challenge + ", scope=\"" + scope.get() + "\"");
    }
    return access.handler().handle(exchange, bearer);
  }

  private static List<Found> find(Exchange exchange) {
    List<Found> found = new ArrayList<>();
    for (String value : exchange.headers("Authorization")) {
      found(value.strip()).ifPresent(found::add);
    }
    // RFC 6750, section 2.2: a form may carry it, with the methods that have a body.
    if (exchange.hasForm() && exchange.hasBody()) {
      exchange.form().given("access_token").ifPresent(text -> found.add(new Found(text, false)));
    }
    return found;
  }

  private static Optional<Found> found(String authorization) {
    // RFC 9110, section 11.1: the scheme is "a case-insensitive token".
    if (authorization.toLowerCase(Locale.ROOT).startsWith(DPOP)) {
      return Optional.of(new Found(authorization.substring(DPOP.length()).strip(), true));
    }
    return BearerCredentials.parse(authorization).map(token -> new Found(token, false));
  }

  /**
   * RFC 6750, section 3: "the resource server MUST include the HTTP "WWW-Authenticate" response
   * header field" where the token does not grant access.
   */
  private static Reply refused(int status, Found found, String error, String description) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put("error_description", description);
    String told = "error=\"" + error + "\", error_description=\"" + description + "\"";
    String challenge = "Bearer " + REALM + ", " + told;
    if (found.dpop()) {
      challenge = "DPoP " + told + ", " + ALGORITHMS;
    }
    return readable(Reply.json(status, body).with("WWW-Authenticate", challenge));
  }

  /**
   * Scripts of any origin may read why they were refused: whose token it was is not known, and no
   * cookie counts here. A client in a browser would otherwise see no difference between a token
   * that has expired, a nonce that is wanted, and a network that is down.
   */
  private static Reply readable(Reply refusal) {
    return refusal
        .with("Access-Control-Allow-Origin", "*")
        .with("Access-Control-Expose-Headers", "DPoP-Nonce, WWW-Authenticate");
  }
}
