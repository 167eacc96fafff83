package dev.countersign.http.oauth2.grant;

import dev.countersign.domain.Client;
import dev.countersign.domain.Issuer;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Dialect;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.FormBody;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.oauth2.caller.ClientCaller;
import dev.countersign.http.oauth2.caller.OAuthErrors;
import dev.countersign.keys.KeyRing;
import dev.countersign.token.ClientCredentials;
import dev.countersign.token.CodeExchange;
import dev.countersign.token.DeviceExchange;
import dev.countersign.token.DpopProofs;
import dev.countersign.token.RefreshExchange;
import dev.countersign.token.ResourceIndicators;
import dev.countersign.token.TokenError;
import dev.countersign.token.TokenRequest;
import dev.countersign.token.TokenResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST token}: the one place where tokens are got. What every grant needs is checked here,
 * in this order: parameters once, the client, the grant and its registration, DPoP, scopes,
 * resources.
 */
public final class TokenEndpoint implements Endpoint {
  /** Where it is. */
  public static final String PATH = "/oauth2/token";

  /** RFC 8707, section 2: "Multiple resource parameters MAY be used". */
  private static final Set<String> REPEATABLE = Set.of("resource");

  private final Dialect dialect;
  private final ClientCaller callers;
  private final KeyRing ring;
  private final DpopProofs proofs;
  private final List<Grant> grants;
  private final ResourceIndicators resources;

  public TokenEndpoint(
      Dialect dialect, ClientCaller callers, KeyRing ring, DpopProofs proofs, Features features) {
    this.dialect = dialect;
    this.callers = callers;
    this.ring = ring;
    this.proofs = proofs;
    this.resources = features.resources();
    this.grants =
        List.of(
            new AuthorizationCodeGrant(features.codes()),
            new RefreshTokenGrant(features.refreshTokens()),
            new ClientCredentialsGrant(features.clientCredentials()),
            new DeviceCodeGrant(features.devices()));
  }

  /** What issues tokens, one for each grant. */
  public record Features(
      CodeExchange codes,
      RefreshExchange refreshTokens,
      ClientCredentials clientCredentials,
      DeviceExchange devices,
      ResourceIndicators resources) {}

  @Override
  public List<Route> routes() {
    return List.of(new Route(Method.POST, PATH, dialect, BodyKind.FORM, Access.open(this::token)));
  }

  private Reply token(Exchange exchange) {
    return callers.serve(exchange, REPEATABLE, (client, form) -> token(exchange, client, form));
  }

  private Reply token(Exchange exchange, Client client, FormBody form) {
    Optional<String> asked = form.given("grant_type");
    if (asked.isEmpty()) {
      return refused(TokenError.INVALID_REQUEST, "The parameter grant_type is missing");
    }
    Optional<Grant> grant =
        grants.stream().filter(one -> one.type().text().equals(asked.get())).findFirst();
    if (grant.isEmpty()) {
      return refused(
          TokenError.UNSUPPORTED_GRANT_TYPE, "This server has no such grant; see its discovery");
    }
    // RFC 6749, section 5.2: unauthorized_client: "The authenticated client is not authorized to
    // use this authorization grant type."
    if (!client.settings().allows(grant.get().type())) {
      return refused(
          TokenError.UNAUTHORIZED_CLIENT,
          "The client is not registered for the grant " + asked.get());
    }
    return proven(exchange, client, form, grant.get());
  }

  private Reply proven(Exchange exchange, Client client, FormBody form, Grant grant) {
    Issuer issuer = ring.issuerOf(client.customerId());
    DpopProofs.Result proof =
        proofs.check(
            exchange.headers("DPoP"), exchange.method(), issuer.baseUrl() + PATH, Optional.empty());
    return switch (proof) {
      case DpopProofs.Result.Absent() -> unbound(exchange, client, form, grant);
      case DpopProofs.Result.Holds(String jkt) ->
          issue(exchange, client, form, grant, Optional.of(jkt));
      case DpopProofs.Result.Refused(String why) -> refused(TokenError.INVALID_DPOP_PROOF, why);
      // RFC 9449, section 8: "the authorization server responds to requests that do not include a
      // nonce with an HTTP 400 (Bad Request) error response per Section 5.2 of [RFC6749] using
      // use_dpop_nonce as the error code value."
      case DpopProofs.Result.NonceWanted(String nonce) ->
          refused(TokenError.USE_DPOP_NONCE, "Put this server's nonce into the proof")
              .with("DPoP-Nonce", nonce);
    };
  }

  private Reply unbound(Exchange exchange, Client client, FormBody form, Grant grant) {
    // RFC 9449, section 5.2: "If the value is true, the authorization server MUST reject token
    // requests from the client that do not contain the DPoP header."
    if (client.settings().dpopBoundAccessTokens()) {
      return refused(TokenError.INVALID_REQUEST, "This client has to send a DPoP proof");
    }
    return issue(exchange, client, form, grant, Optional.empty());
  }

  private Reply issue(
      Exchange exchange, Client client, FormBody form, Grant grant, Optional<String> jkt) {
    Issuer issuer = ring.issuerOf(client.customerId());
    return switch (ScopesAndResources.read(client, issuer, form, resources)) {
      case ScopesAndResources.Refused(TokenError error, String why) -> refused(error, why);
      case ScopesAndResources.Allowed(Optional<Set<String>> scopes, List<String> targets) -> {
        TokenRequest request = new TokenRequest(client, jkt, scopes, targets, exchange.origin());
        yield reply(grant.issue(request, form));
      }
    };
  }

  private static Reply reply(TokenResult result) {
    return switch (result) {
      case TokenResult.Issued issued -> TokenReply.of(issued.tokens());
      case TokenResult.Refused(TokenError error, String description) -> refused(error, description);
    };
  }

  private static Reply refused(TokenError error, String description) {
    return OAuthErrors.reply(error, description);
  }
}
