package dev.countersign.http.oauth2;

import dev.countersign.authorization.Authorization;
import dev.countersign.authorization.Parameters;
import dev.countersign.authorization.PushResult;
import dev.countersign.domain.Client;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Route;
import dev.countersign.http.oauth2.caller.ClientCaller;
import dev.countersign.keys.KeyRing;
import dev.countersign.token.DpopProofs;
import dev.countersign.token.DpopProofs.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code POST par}: takes authorization requests from clients themselves (RFC 9126). */
final class PushRequest implements Endpoint {
  static final String PATH = OAuthDialect.PREFIX + "/par";
  private static final Set<String> REPEATABLE = Set.of("resource");
  private static final int CREATED = 201;
  private static final int BAD_REQUEST = 400;

  private final OAuthDialect dialect;
  private final Authorization authorization;
  private final ClientCaller clients;
  private final DpopProofs proofs;
  private final KeyRing ring;

  PushRequest(
      OAuthDialect dialect,
      Authorization authorization,
      ClientCaller clients,
      DpopProofs proofs,
      KeyRing ring) {
    this.dialect = dialect;
    this.authorization = authorization;
    this.clients = clients;
    this.proofs = proofs;
    this.ring = ring;
  }

  @Override
  public List<Route> routes() {
    return List.of(new Route(Method.POST, PATH, dialect, BodyKind.FORM, Access.open(this::pushed)));
  }

  private Reply pushed(Exchange exchange) {
    // RFC 9126, section 2.1: "The authorization server MUST process the request as follows: 1.
    // Authenticate the client in the same way as at the token endpoint".
    return clients.serve(exchange, REPEATABLE, (client, _) -> ofClient(exchange, client));
  }

  private Reply ofClient(Exchange exchange, Client client) {
    // What proves the client is for this request alone.
    Parameters sent =
        new Parameters(exchange.formParameters())
            .without("client_secret", "client_assertion", "client_assertion_type")
            .with("client_id", client.id().toString());
    String url = ring.issuerOf(client.customerId()).baseUrl() + PATH;
    return switch (proofs.check(exchange.headers("DPoP"), "POST", url, Optional.empty())) {
      case Result.Absent() -> kept(exchange, client, sent);
      case Result.Holds(String jkt) -> bound(exchange, client, sent, jkt);
      case Result.Refused(String description) -> refused("invalid_dpop_proof", description);
      case Result.NonceWanted(String nonce) ->
          refused("use_dpop_nonce", "Make the proof anew with the nonce in DPoP-Nonce")
              .with("DPoP-Nonce", nonce);
    };
  }

  /**
   * RFC 9449, section 10.1: "If both mechanisms are used at the same time, the authorization server
   * MUST reject the request if the JWK Thumbprint in dpop_jkt does not match the public key in the
   * DPoP header."
   */
  private Reply bound(Exchange exchange, Client client, Parameters sent, String jkt) {
    if (sent.has("dpop_jkt") && !sent.one("dpop_jkt").equals(Optional.of(jkt))) {
      return refused("invalid_dpop_proof", "The dpop_jkt is not the key of the DPoP proof");
    }
    return kept(exchange, client, sent.with("dpop_jkt", jkt));
  }

  private Reply kept(Exchange exchange, Client client, Parameters sent) {
    return switch (authorization.push(client, sent, exchange.origin())) {
      case PushResult.Pushed kept -> {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("request_uri", kept.requestUri());
        answer.put("expires_in", kept.seconds());
        // RFC 9126, section 2.2: "the server MUST generate a request URI and provide it in the
        // response with a "201" HTTP status code."
        yield Reply.json(CREATED, answer);
      }
      case PushResult.TooMany(var wait) -> throw new RequestRefused(Failure.tooMany(wait));
      case PushResult.Refused(var problem) -> refused(problem.code().text(), problem.description());
    };
  }

  private static Reply refused(String error, String description) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("error", error);
    answer.put("error_description", description.replace('"', '\''));
    return Reply.json(BAD_REQUEST, answer);
  }
}
