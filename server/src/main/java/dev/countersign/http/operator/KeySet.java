package dev.countersign.http.operator;

import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Conditional;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.keys.PublishedKeys;
import java.util.List;

/** {@code GET /.well-known/jwks.json}: the public keys that verify our signed tokens. */
final class KeySet implements Endpoint {
  private final PlainDialect dialect;
  private final PublishedKeys keys;

  KeySet(PlainDialect dialect, PublishedKeys keys) {
    this.dialect = dialect;
    this.keys = keys;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.GET,
            "/.well-known/jwks.json",
            dialect,
            BodyKind.NONE,
            Access.open(this::published)));
  }

  private Reply published(Exchange exchange) {
    // Public, and read by scripts too: a client in a browser checks ID tokens itself.
    Reply reply =
        Reply.text(200, "application/json", keys.jwkSet(exchange.authority()))
            .with("Access-Control-Allow-Origin", "*");
    return Conditional.answer(exchange, reply, "public, max-age=300");
  }
}
