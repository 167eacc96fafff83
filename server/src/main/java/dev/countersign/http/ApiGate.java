package dev.countersign.http;

import dev.countersign.domain.Scope;
import dev.countersign.http.Failure.Kind;
import dev.countersign.token.TokenGate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets programs in that manage a customer: with a customer's token, or with an access token of an
 * OAuth client.
 */
public final class ApiGate {
  private static final String DPOP = "dpop ";

  private final Dialect dialect;
  private final TokenGate customers;
  private final Clients clients;

  /** Looks at the access tokens of OAuth clients. */
  public interface Clients {
    /** Whether the token the request came with lets it in. */
    Answer enter(Exchange exchange, String token, boolean dpop);
  }

  /** Whether a token lets a request in. */
  public sealed interface Answer {
    /** It does. */
    record Admitted(ApiCaller caller) implements Answer {}

    /** It does not; the headers are the challenge, where it is not the usual one. */
    record Refused(String description, Map<String, String> headers) implements Answer {
      /** Keeps an unmodifiable copy of the headers. */
      public Refused {
        headers = Map.copyOf(headers);
      }
    }
  }

  /**
   * A gate.
   *
   * @param dialect who words refusals
   */
  public ApiGate(Dialect dialect, TokenGate customers, Clients clients) {
    this.dialect = dialect;
    this.customers = customers;
    this.clients = clients;
  }

  private record Found(String token, boolean dpop) {}

  /** Lets the request in to its handler, or says why not. */
  Reply enter(Exchange exchange, Access.Api access) {
    Found found = found(exchange);
    Answer answer = answer(exchange, found);
    return switch (answer) {
      case Answer.Admitted(ApiCaller caller) -> admitted(exchange, access, caller);
      case Answer.Refused(String description, Map<String, String> headers) -> {
        Reply reply = refused(exchange, Kind.INVALID_CREDENTIALS, description);
        for (Map.Entry<String, String> header : headers.entrySet()) {
          reply = reply.with(header.getKey(), header.getValue());
        }
        yield reply;
      }
    };
  }

  /** RFC 6750, section 2: "Clients MUST NOT use more than one method to transmit the token". */
  private static Found found(Exchange exchange) {
    List<String> sent = exchange.headers("Authorization").stream().distinct().toList();
    if (sent.size() > 1) {
      throw new RequestRefused(
          Failure.of(
              Kind.AMBIGUOUS_CREDENTIALS,
              "The request carries two different Authorization headers; send one"));
    }
    String value = sent.stream().findFirst().map(String::strip).orElse("");
    // RFC 9110, section 11.1: the scheme is "a case-insensitive token".
    if (value.toLowerCase(Locale.ROOT).startsWith(DPOP)) {
      return new Found(value.substring(DPOP.length()).strip(), true);
    }
    return BearerCredentials.parse(value)
        .map(token -> new Found(token, false))
        .orElseThrow(() ->
            new RequestRefused(
                Failure.of(
                    Kind.NO_CREDENTIALS,
                    "Authorization required: send an access token in the Authorization header")));
  }

  private Answer answer(Exchange exchange, Found found) {
    if (!found.dpop()) {
      Optional<Answer> customer =
          customers
              .customer(found.token())
              .map(session ->
                  new Answer.Admitted(
                      new ApiCaller(session.customerId(), session.scopes(), false)));
      if (customer.isPresent()) {
        return customer.get();
      }
    }
    return clients.enter(exchange, found.token(), found.dpop());
  }

  private Reply admitted(Exchange exchange, Access.Api access, ApiCaller caller) {
    return missing(access.need(), caller)
        .map(message -> refused(exchange, Kind.SCOPE_MISSING, message))
        .orElseGet(() -> access.handler().handle(exchange, caller));
  }

  private static Optional<String> missing(Access.Need need, ApiCaller caller) {
    return switch (need) {
      case Access.Need.Nothing() -> Optional.empty();
      case Access.Need.Of(Scope scope) ->
          Optional.of("The token does not have the scope " + scope.text())
              .filter(_ -> !caller.covers(Set.of(scope)));
      case Access.Need.Operator() ->
          Optional.of(
                  "This call is for the operator's clients, which have the scope " + Scope.OPERATOR)
              .filter(_ -> !caller.operator());
    };
  }

  private Reply refused(Exchange exchange, Kind kind, String message) {
    return dialect.failure(Failure.of(kind, message), exchange.path(), exchange.receivedAt());
  }
}
