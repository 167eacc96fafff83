package dev.countersign.http;

import dev.countersign.config.Cidr;
import dev.countersign.domain.Scope;
import dev.countersign.http.Failure.Kind;
import dev.countersign.store.LiveSessions.LiveSession;
import dev.countersign.token.KeyCaller;
import dev.countersign.token.TokenGate;
import dev.countersign.token.TokenGate.Bearer;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Lets callers in as a route's access declares, and hands the endpoint who came. */
final class Doorkeeper {
  private final TokenGate gate;

  Doorkeeper(TokenGate gate) {
    this.gate = gate;
  }

  /** What is answered before a body is read, if anything. */
  static Optional<Reply> refusal(Route route, Exchange bare) {
    if (route.access() instanceof Access.Capability capability) {
      return capability.gate().refusal(bare);
    }
    return Optional.empty();
  }

  Reply enter(Route route, Exchange exchange) {
    return switch (route.access()) {
      case Access.Open open -> open.handler().handle(exchange);
      case Access.Capability capability -> capability.handler().handle(exchange);
      case Access.CustomerToken access ->
          access.handler().handle(exchange, customer(route, exchange, access.scope()));
      case Access.UserToken access -> access.handler().handle(exchange, user(route, exchange));
      case Access.AnyToken access -> access.handler().handle(exchange, any(route, exchange));
      case Access.ApiKey access -> access.handler().handle(exchange, key(exchange));
      case Access.Networks access -> {
        requireNetwork(access.networks(), exchange.origin().address());
        yield access.handler().handle(exchange);
      }
    };
  }

  private LiveSession customer(Route route, Exchange exchange, Optional<Scope> scope) {
    LiveSession session =
        gate.customer(presented(route, exchange)).orElseThrow(Doorkeeper::invalid);
    if (scope.isPresent() && !session.scopes().contains(scope.get())) {
      throw new RequestRefused(
          Failure.of(
              Kind.SCOPE_MISSING,
              "The key this token was got with does not have the scope " + scope.get().text()));
    }
    return session;
  }

  private Bearer user(Route route, Exchange exchange) {
    return gate.user(presented(route, exchange)).orElseThrow(Doorkeeper::invalid);
  }

  private LiveSession any(Route route, Exchange exchange) {
    return gate.any(presented(route, exchange)).orElseThrow(Doorkeeper::invalid);
  }

  private static String presented(Route route, Exchange exchange) {
    return Tokens.presented(exchange, route.dialect().tokenSources())
        .orElseThrow(() ->
            new RequestRefused(
                Failure.of(
                    Kind.NO_CREDENTIALS,
                    "Authorization required: send the access token in the Authorization"
                        + " header")));
  }

  private static RequestRefused invalid() {
    return new RequestRefused(
        Failure.of(
            Kind.INVALID_CREDENTIALS,
            "The access token is unknown, expired or of another kind; log in again"));
  }

  private static KeyCaller key(Exchange exchange) {
    List<String> sent = exchange.headers("Authorization").stream().distinct().toList();
    if (sent.size() > 1) {
      throw new RequestRefused(
          Failure.of(
              Kind.AMBIGUOUS_CREDENTIALS,
              "The request carries two different Authorization headers; send one"));
    }
    return sent.stream()
        .findFirst()
        .flatMap(BasicCredentials::parse)
        .map(basic -> new KeyCaller(basic.userName(), basic.password()))
        .orElseThrow(() ->
            new RequestRefused(
                Failure.of(
                    Kind.NO_CREDENTIALS,
                    "Authorization required: send the customer's name and key as HTTP"
                        + " Basic")));
  }

  private static void requireNetwork(List<Cidr> networks, InetAddress client) {
    if (networks.stream().noneMatch(block -> block.contains(client))) {
      throw new RequestRefused(
          Failure.of(Kind.NETWORK_REFUSED, "Not from this network; see metrics.allow"));
    }
  }
}
