package dev.countersign.http.oauth2;

import dev.countersign.client.ClientAdministration.Issued;
import dev.countersign.client.ClientMetadata;
import dev.countersign.client.ClientRegistration;
import dev.countersign.client.InvalidClientMetadata;
import dev.countersign.client.RegistrationAccess;
import dev.countersign.client.RegistrationAccess.Registrar;
import dev.countersign.domain.Client;
import dev.countersign.http.Access;
import dev.countersign.http.BearerCredentials;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.oauth2.caller.OAuthErrors;
import dev.countersign.keys.KeyRing;
import dev.countersign.store.ChangedMeanwhile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /oauth2/register}: clients register themselves (RFC 7591) and change that (RFC 7592). */
final class Register implements Endpoint {
  private static final String PATH = OAuthDialect.PREFIX + "/register";
  private static final String ONE = PATH + "/{clientId}";

  private final OAuthDialect dialect;
  private final RegistrationAccess access;
  private final ClientRegistration registration;
  private final KeyRing ring;

  Register(
      OAuthDialect dialect,
      RegistrationAccess access,
      ClientRegistration registration,
      KeyRing ring) {
    this.dialect = dialect;
    this.access = access;
    this.registration = registration;
    this.ring = ring;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        route(Method.POST, PATH, BodyKind.JSON, this::strange, this::register),
        route(Method.GET, ONE, BodyKind.NONE, this::foreign, this::read),
        route(Method.PUT, ONE, BodyKind.JSON, this::foreign, this::update),
        route(Method.DELETE, ONE, BodyKind.NONE, this::foreign, this::delete));
  }

  private Route route(
      Method method, String path, BodyKind body, Access.Gate gate, Access.OpenHandler handler) {
    return new Route(method, path, dialect, body, Access.capability(gate, handler));
  }

  private static Optional<String> bearer(Exchange exchange) {
    return exchange.header("Authorization").flatMap(BearerCredentials::parse);
  }

  private Optional<Registrar> registrar(Exchange exchange) {
    return bearer(exchange).flatMap(access::registrar);
  }

  private Optional<Client> client(Exchange exchange) {
    return bearer(exchange).flatMap(token -> access.client(exchange.pathParam("clientId"), token));
  }

  /** Those who have no initial access token. */
  private Optional<Reply> strange(Exchange exchange) {
    Optional<Registrar> registrar = registrar(exchange);
    if (registrar.isEmpty()) {
      return Optional.of(
          unauthorized(
              exchange,
              "Send an API key, or a token got with one, as the bearer token; the key needs the"
                  + " scope clients:write"));
    }
    if (!registrar.get().mayRegister()) {
      return Optional.of(
          refused(403, "insufficient_scope", "The token does not have the scope clients:write")
              .with(
                  "WWW-Authenticate",
                  "Bearer error=\"insufficient_scope\", scope=\"clients:write\""));
    }
    return Optional.empty();
  }

  // RFC 7592, section 2.1: "If the registration access token used to make this request is not
  // valid, the server MUST respond with an error as described in OAuth Bearer Token Usage", and
  // "If the client does not exist on this server, the server MUST respond with HTTP 401".
  private Optional<Reply> foreign(Exchange exchange) {
    if (client(exchange).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        unauthorized(exchange, "Send the client's registration_access_token as the bearer token"));
  }

  // RFC 6750, section 3.1: "If the request lacks any authentication information [...] the resource
  // server SHOULD NOT include an error code or other error information."
  private static Reply unauthorized(Exchange exchange, String description) {
    String challenge = "Bearer realm=\"countersign\"";
    if (bearer(exchange).isPresent()) {
      challenge += ", error=\"invalid_token\"";
    }
    return refused(401, "invalid_token", description).with("WWW-Authenticate", challenge);
  }

  private static Reply refused(int status, String error, String description) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error);
    body.put("error_description", OAuthErrors.plain(description));
    return Reply.json(status, body);
  }

  private Reply register(Exchange exchange) {
    Registrar registrar = registrar(exchange).orElseThrow();
    return answered(
        201,
        exchange,
        () -> registration.register(registrar, exchange.json().members(), exchange.origin()));
  }

  private Reply read(Exchange exchange) {
    Client client = client(exchange).orElseThrow();
    return shown(200, new Issued(client, Optional.empty(), Optional.empty()), exchange);
  }

  private Reply update(Exchange exchange) {
    Client client = client(exchange).orElseThrow();
    return answered(
        200,
        exchange,
        () -> registration.update(client, exchange.json().members(), exchange.origin()));
  }

  private Reply delete(Exchange exchange) {
    registration.delete(client(exchange).orElseThrow(), exchange.origin());
    // RFC 7592, section 2.3: "a successful delete action will [...] respond with HTTP 204".
    return Reply.empty(204);
  }

  private Reply answered(int status, Exchange exchange, Supplier<Issued> work) {
    Issued issued;
    try {
      issued = work.get();
    } catch (InvalidClientMetadata e) {
      return refused(400, e.code().text(), String.valueOf(e.getMessage()));
    } catch (ChangedMeanwhile e) {
      return refused(
          400, "invalid_client_metadata", "The registration was changed meanwhile; read it again");
    }
    return shown(status, issued, exchange);
  }

  /** RFC 7591, section 3.2.1, and RFC 7592, section 3. */
  private Reply shown(int status, Issued issued, Exchange exchange) {
    Client client = issued.client();
    Map<String, Object> body = new LinkedHashMap<>(ClientMetadata.of(client));
    issued.secret().ifPresent(secret -> body.put("client_secret", secret.text()));
    if (client.secret().isPresent()) {
      // "REQUIRED if "client_secret" is issued. [...] or 0 if it will not expire."
      body.put("client_secret_expires_at", 0);
    }
    String token =
        issued
            .registrationToken()
            .map(made -> made.text())
            .or(() -> bearer(exchange))
            .orElseThrow();
    body.put("registration_access_token", token);
    body.put(
        "registration_client_uri",
        ring.issuerOf(client.customerId()).baseUrl() + PATH + "/" + client.id());
    return Reply.json(status, body).with("Pragma", "no-cache");
  }
}
