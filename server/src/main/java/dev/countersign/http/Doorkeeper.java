package dev.countersign.http;

import dev.countersign.config.Cidr;
import dev.countersign.crypto.GeneratedKey;
import dev.countersign.domain.LiveSession;
import dev.countersign.domain.Scope;
import dev.countersign.http.Failure.Kind;
import dev.countersign.token.TokenGate;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /**
   * Who a request's head shows to be calling, where the call takes a token. Where the token may be
   * in the body as well, whatever is wrong with the head is told after the body.
   */
  Optional<Caller> known(Route route, Exchange bare) {
    if (!(route.access() instanceof Access.SessionToken access)) {
      return Optional.empty();
    }
    Set<TokenSource> sources = route.dialect().tokenSources();
    if (sources.contains(TokenSource.BODY)) {
      return Tokens.presented(bare, sources).flatMap(token -> find(access, token));
    }
    return Optional.of(caller(access, route, bare, Optional.empty()));
  }

  /**
   * Answers the request.
   *
   * @param known whose token was looked at already
   */
  Reply enter(Route route, Exchange exchange, Optional<Caller> known) {
    return switch (route.access()) {
      case Access.Open open -> open.handler().handle(exchange);
      case Access.Capability capability -> capability.handler().handle(exchange);
      case Access.CustomerToken access ->
          access.handler().handle(exchange, caller(access, route, exchange, known).session());
      case Access.UserToken access ->
          access
              .handler()
              .handle(exchange, caller(access, route, exchange, known).bearer().orElseThrow());
      case Access.AnyToken access ->
          access.handler().handle(exchange, caller(access, route, exchange, known).session());
      case Access.Api access -> access.gate().enter(exchange, access);
      case Access.ApiKey access -> access.handler().handle(exchange, KeyCredentials.of(exchange));
      case Access.Networks access -> {
        requireNetwork(access.networks(), exchange.origin().address());
        yield access.handler().handle(exchange);
      }
      case Access.Page access -> access.gate().enter(exchange, access.handler());
      case Access.SignedIn access -> access.gate().enterSignedIn(exchange, access.handler());
      case Access.Console access -> access.gate().enter(exchange, access);
      case Access.Granted access -> access.gate().enter(exchange, access);
    };
  }

  private Caller caller(
      Access.SessionToken access, Route route, Exchange exchange, Optional<Caller> known) {
    String token = presented(route, exchange);
    Caller caller =
        known
            .filter(one -> one.token().equals(token))
            .or(() -> find(access, token))
            .orElseThrow(() -> invalid(token, route.dialect()));
    if (access instanceof Access.CustomerToken(Optional<Scope> scope, var _)) {
      scope.ifPresent(wanted -> requireScope(caller.session(), wanted));
    }
    return caller;
  }

  private Optional<Caller> find(Access.SessionToken access, String token) {
    return switch (access) {
      case Access.CustomerToken _ ->
          gate.customer(token).map(session -> new Caller(token, session, Optional.empty()));
      case Access.UserToken _ ->
          gate.user(token).map(bearer -> new Caller(token, bearer.session(), Optional.of(bearer)));
      case Access.AnyToken _ ->
          gate.any(token).map(session -> new Caller(token, session, Optional.empty()));
    };
  }

  private static void requireScope(LiveSession session, Scope scope) {
    if (!session.scopes().contains(scope)) {
      throw new RequestRefused(
          Failure.of(
              Kind.SCOPE_MISSING,
              "The key this token was got with does not have the scope " + scope.text()));
    }
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

  /** Neither text says whether there is such a token or key. */
  private static RequestRefused invalid(String token, Dialect dialect) {
    String message = "The access token is unknown, expired or of another kind; log in again";
    Optional<String> login = dialect.keyLogin();
    if (login.isPresent() && GeneratedKey.parse(token).isPresent()) {
      message = "This is a key, not a token: exchange it with POST " + login.get();
    }
    return new RequestRefused(Failure.of(Kind.INVALID_CREDENTIALS, message));
  }

  private static void requireNetwork(List<Cidr> networks, InetAddress client) {
    if (networks.stream().noneMatch(block -> block.contains(client))) {
      throw new RequestRefused(
          Failure.of(Kind.NETWORK_REFUSED, "Not from this network; see metrics.allow"));
    }
  }
}
