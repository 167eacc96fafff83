package dev.countersign.http.oauth2.caller;

import dev.countersign.crypto.GeneratedKey;
import dev.countersign.crypto.Secret;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.domain.Client;
import dev.countersign.domain.ClientId;
import dev.countersign.domain.ClientSettings.AuthMethod;
import dev.countersign.http.BasicCredentials;
import dev.countersign.http.Exchange;
import dev.countersign.http.FormBody;
import dev.countersign.http.Reply;
import dev.countersign.store.Store;
import dev.countersign.token.TokenError;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Finds out which client sent a form, and lets it through to what answers it. */
public final class ClientCaller {
  private static final String UNKNOWN =
      "The client is unknown, or it did not prove itself in the way it is registered for";

  private final Store store;

  public ClientCaller(Store store) {
    this.store = store;
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
      case Outcome.Refused(Reply reply) -> reply;
    };
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
          .flatMap(basic -> ClientId.parse(basic.userName()))
          .flatMap(id -> store.read(tx -> tx.clients().byId(id)))
          .isPresent();
    }
    FormBody form = exchange.form();
    return form.given("client_id").isPresent() || form.given("client_assertion").isPresent();
  }

  private Outcome authenticate(Exchange exchange, FormBody form) {
    Optional<BasicCredentials> basic = exchange.basic();
    Optional<String> posted = form.given("client_secret");
    // RFC 6749, section 2.3: "The client MUST NOT use more than one authentication method in each
    // request."
    if (basic.isPresent() && posted.isPresent()) {
      return new Outcome.Refused(
          OAuthErrors.reply(
              TokenError.INVALID_REQUEST, "Authenticate the client in one way, not in two"));
    }
    if (basic.isPresent()) {
      return check(
          decoded(basic.get().userName()),
          AuthMethod.CLIENT_SECRET_BASIC,
          decoded(basic.get().password().text()));
    }
    String id = form.given("client_id").orElse("");
    if (posted.isPresent()) {
      return check(id, AuthMethod.CLIENT_SECRET_POST, posted.get());
    }
    return check(id, AuthMethod.NONE, "");
  }

  // RFC 6749, section 2.3.1: the two are "encoded using the "application/x-www-form-urlencoded"
  // encoding algorithm".
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private Outcome check(String id, AuthMethod method, String secret) {
    Optional<Client> client =
        ClientId.parse(id)
            .flatMap(parsed -> store.read(tx -> tx.clients().byId(parsed)))
            .filter(found -> !found.disabled())
            .filter(found -> found.settings().tokenEndpointAuthMethod() == method)
            .filter(found -> method == AuthMethod.NONE || matches(found, secret));
    return client
        .<Outcome>map(Outcome.Proven::new)
        .orElseGet(
            () -> new Outcome.Refused(OAuthErrors.reply(TokenError.INVALID_CLIENT, UNKNOWN)));
  }

  private static boolean matches(Client client, String secret) {
    Secret presented = Secret.of(HexFormat.of().formatHex(TokenDigest.of(secret).bytes()));
    return client.secret().map(Secret::of).filter(presented::equals).isPresent();
  }
}
