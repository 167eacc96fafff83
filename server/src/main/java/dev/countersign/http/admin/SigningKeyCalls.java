package dev.countersign.http.admin;

import dev.countersign.crypto.SigningAlgorithm;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Issuer;
import dev.countersign.domain.StoredKey;
import dev.countersign.http.ApiCaller;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.keys.KeyRing;
import dev.countersign.keys.SigningKeyLife;
import dev.countersign.store.NotFound;
import java.util.List;

/** The keys tokens are signed with: the server's, so for operators alone. */
final class SigningKeyCalls implements Endpoint {
  private static final int CREATED = 201;

  private final AdminCalls calls;
  private final KeyRing ring;
  private final SigningKeyLife life;

  SigningKeyCalls(AdminCalls calls, KeyRing ring, SigningKeyLife life) {
    this.calls = calls;
    this.ring = ring;
    this.life = life;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        calls.operator(Method.GET, "/signing-keys", BodyKind.NONE, this::list),
        calls.operator(Method.POST, "/signing-keys/rotate", BodyKind.NONE, this::rotate),
        calls.operator(Method.DELETE, "/signing-keys/{kid}", BodyKind.NONE, this::revoke));
  }

  private Reply list(Exchange exchange, ApiCaller caller) {
    ring.refresh();
    return AdminCalls.list(ring.stored(), Shown::signingKey);
  }

  private Reply rotate(Exchange exchange, ApiCaller caller) {
    Issuer issuer = ring.defaultIssuer().orElseThrow(() -> new NotFound("the issuer"));
    StoredKey made = life.rotate(issuer, algorithm(exchange), exchange.origin());
    ring.refresh();
    return Reply.json(CREATED, Shown.signingKey(made));
  }

  private static SigningAlgorithm algorithm(Exchange exchange) {
    String asked = exchange.query("algorithm").orElse(SigningAlgorithm.RS256.name());
    return SigningAlgorithm.of(asked)
        .filter(known -> known != SigningAlgorithm.PS256)
        .orElseThrow(() ->
            new InvalidInput("This server does not sign with that; use RS256, ES256 or EdDSA"));
  }

  private Reply revoke(Exchange exchange, ApiCaller caller) {
    boolean revoked = life.revoke(exchange.pathParam("kid"), exchange.origin());
    ring.refresh();
    return AdminCalls.nothing(revoked, "key");
  }
}
