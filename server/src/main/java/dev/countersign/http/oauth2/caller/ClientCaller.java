package dev.countersign.http.oauth2.caller;

import dev.countersign.client.ClientAuthentication;
import dev.countersign.client.ClientAuthenticationResult;
import dev.countersign.client.ClientCredentials;
import dev.countersign.crypto.GeneratedKey;
import dev.countersign.crypto.Secret;
import dev.countersign.domain.Client;
import dev.countersign.http.BasicCredentials;
import dev.countersign.http.Exchange;
import dev.countersign.http.FormBody;
import dev.countersign.http.Reply;
import dev.countersign.token.TokenError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Finds out which client sent a form, and lets it through to what answers it. */
public final class ClientCaller {
  private final ClientAuthentication authentication;

  public ClientCaller(ClientAuthentication authentication) {
    this.authentication = authentication;
  }

  /** What answers a client that has proven itself. */
  public interface Handler {
    Reply handle(Client client, FormBody form);
  }

  /** Who called. */
  sealed interface Outcome {
    record Proven(Client client) implements Outcome {}

    record Refused(Reply reply) implements Outcome {}
  }

  /**
   * Answers the request, or refuses its client.
   *
   * @param repeatable the parameters that may come more than once
   */
  public Reply serve(Exchange exchange, Set<String> repeatable, Handler handler) {
    FormBody form = exchange.form(repeatable);
    return switch (authenticate(exchange, form)) {
      case Outcome.Proven(Client client) ->
          Cors.allow(handler.handle(client, form), exchange, client);
      // The script of an application that is not registered rightly is told so, too.
      case Outcome.Refused(Reply reply) ->
          named(exchange, form).map(client -> Cors.allow(reply, exchange, client)).orElse(reply);
    };
  }

  /** The client that a script of another origin says it is, whether or not that is true. */
  private Optional<Client> named(Exchange exchange, FormBody form) {
    if (exchange.header("Origin").isEmpty()) {
      return Optional.empty();
    }
    return exchange
        .basic()
        .map(basic -> decoded(basic.userName()))
        .or(() -> form.given("client_id"))
        .flatMap(authentication::find);
  }

  /**
   * Whether a request means to come from a client, at the calls that API keys make too. A name that
   * is the id of a client is the client's.
   */
  public boolean isMeant(Exchange exchange) {
    if (exchange.header("Authorization").isPresent()) {
      return exchange
          .basic()
          .filter(basic -> GeneratedKey.parse(basic.password().text()).isEmpty())
          .flatMap(basic -> authentication.find(basic.userName()))
          .isPresent();
    }
    FormBody form = exchange.form();
    return form.given("client_id").isPresent() || form.given("client_assertion").isPresent();
  }

  private Outcome authenticate(Exchange exchange, FormBody form) {
    ClientCredentials credentials =
        new ClientCredentials(
            exchange.basic().map(ClientCaller::decoded),
            form.given("client_id"),
            form.given("client_secret").map(Secret::of),
            form.given("client_assertion_type"),
            form.given("client_assertion"));
    return switch (authentication.authenticate(credentials)) {
      case ClientAuthenticationResult.Authenticated(Client client, var _) ->
          new Outcome.Proven(client);
      case ClientAuthenticationResult.Refused(String description) ->
          refused(TokenError.INVALID_CLIENT, description);
      case ClientAuthenticationResult.Malformed(String description) ->
          refused(TokenError.INVALID_REQUEST, description);
    };
  }

  private static Outcome refused(TokenError error, String description) {
    return new Outcome.Refused(OAuthErrors.reply(error, description));
  }

  // RFC 6749, section 2.3.1: both are "encoded using the "application/x-www-form-urlencoded"
  // encoding algorithm".
  private static ClientCredentials.Basic decoded(BasicCredentials basic) {
    return new ClientCredentials.Basic(
        decoded(basic.userName()), Secret.of(decoded(basic.password().text())));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
