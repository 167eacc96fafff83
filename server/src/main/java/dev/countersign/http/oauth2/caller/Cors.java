package dev.countersign.http.oauth2.caller;

import dev.countersign.domain.Client;
import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import java.util.Optional;

/**
 * Scripts of other origins (the CORS protocol of the Fetch standard). No cookie counts at these
 * calls, so anybody may ask beforehand; the answer itself is shown to the origins the client is
 * registered with alone.
 */
public final class Cors {
  private static final String ORIGIN = "Access-Control-Allow-Origin";

  private Cors() {}

  /** The reply, readable for the script that asked if it is of one of the client's origins. */
  public static Reply allow(Reply reply, Exchange exchange, Client client) {
    Optional<String> origin =
        exchange.header("Origin").filter(client.settings().corsOrigins()::contains);
    if (origin.isEmpty()) {
      return reply.with("Vary", "Origin");
    }
    return reply
        .with(ORIGIN, origin.get())
        .with("Access-Control-Expose-Headers", "DPoP-Nonce, WWW-Authenticate, Retry-After")
        .with("Vary", "Origin");
  }

  /** The answer to what a browser asks before such a request. */
  static Reply preflight(Exchange exchange) {
    return exchange
        .header("Origin")
        .map(origin ->
            Reply.empty(204)
                .with(ORIGIN, origin)
                .with("Access-Control-Allow-Methods", "GET, POST")
                .with("Access-Control-Allow-Headers", "Authorization, Content-Type, DPoP")
                .with("Access-Control-Max-Age", "600")
                .with("Vary", "Origin"))
        .orElseGet(() -> Reply.empty(204));
  }
}
