package dev.countersign.http.oauth2;

import dev.countersign.client.ClientRegistration;
import dev.countersign.client.RegistrationAccess;
import dev.countersign.http.AccessTokenGate;
import dev.countersign.http.Dialect;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Failure.Kind;
import dev.countersign.http.Reply;
import dev.countersign.http.TokenSource;
import dev.countersign.http.oauth2.caller.ClientCaller;
import dev.countersign.http.oauth2.caller.OAuthErrors;
import dev.countersign.http.oauth2.caller.Preflight;
import dev.countersign.http.oauth2.grant.DeviceAuthorizationEndpoint;
import dev.countersign.http.oauth2.grant.TokenEndpoint;
import dev.countersign.keys.KeyRing;
import dev.countersign.token.BegunRequests;
import dev.countersign.token.CallerRefusal;
import dev.countersign.token.DeviceCodes;
import dev.countersign.token.DpopProofs;
import dev.countersign.token.Introspection;
import dev.countersign.token.OAuthGate;
import dev.countersign.token.Revocation;
import dev.countersign.token.UserInfo;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the OAuth endpoints word failures, and the calls there are. */
public final class OAuthDialect implements Dialect {
  static final String PREFIX = "/oauth2";
  private static final int UNAUTHORIZED = 401;

  /** What the calls need. */
  public record Features(
      Introspection introspection,
      Revocation revocation,
      ClientCaller clients,
      KeyRing ring,
      DpopProofs proofs,
      TokenEndpoint.Features grants,
      DeviceCodes devices,
      BegunRequests begun,
      OAuthGate gate,
      UserInfo userInfo) {}

  /** The calls of this dialect. */
  public static List<Endpoint> endpoints(Features features) {
    OAuthDialect dialect = new OAuthDialect();
    TokenParameter token = new TokenParameter(features.introspection());
    ClientCaller clients = features.clients();
    AccessTokenGate gate = new AccessTokenGate(features.gate());
    return List.of(
        new Introspect(dialect, features.introspection(), token, clients),
        new Revoke(dialect, features.revocation(), token, clients),
        new TokenEndpoint(dialect, clients, features.ring(), features.proofs(), features.grants()),
        new DeviceAuthorizationEndpoint(
            dialect,
            clients,
            features.ring(),
            features.devices(),
            features.grants().resources(),
            features.begun()),
        new UserInfoEndpoint(dialect, gate, features.userInfo()),
        new Preflight(
            dialect,
            List.of(
                TokenEndpoint.PATH,
                UserInfoEndpoint.PATH,
                Revoke.PATH,
                PushRequest.PATH,
                DeviceAuthorizationEndpoint.PATH)));
  }

  /** The calls by which clients register themselves. */
  public static List<Endpoint> registration(
      RegistrationAccess access, ClientRegistration registration, KeyRing ring) {
    return List.of(new Register(new OAuthDialect(), access, registration, ring));
  }

  @Override
  public String name() {
    return "oauth2";
  }

  @Override
  public String prefix() {
    return PREFIX;
  }

  @Override
  public Set<TokenSource> tokenSources() {
    return Set.of(TokenSource.BEARER);
  }

  @Override
  public Reply failure(Failure failure, String path, Instant at) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("error", code(failure.kind()));
    error.put("error_description", OAuthErrors.plain(failure.message()));
    Reply reply = Reply.json(failure.kind().status(), error);
    if (failure.kind().status() != UNAUTHORIZED) {
      return reply;
    }
    // RFC 6749, section 5.2: "the authorization server MUST respond with an HTTP 401 (Unauthorized)
    // status code and include the "WWW-Authenticate" response header field matching the
    // authentication scheme used by the client."
    return reply.with("WWW-Authenticate", "Basic realm=\"countersign\", charset=\"UTF-8\"");
  }

  private static String code(Kind kind) {
    return switch (kind) {
      case MALFORMED,
          AMBIGUOUS_CREDENTIALS,
          NOT_FOUND,
          METHOD_NOT_ALLOWED,
          TOO_LARGE,
          UNSUPPORTED_MEDIA_TYPE ->
          "invalid_request";
      case NO_CREDENTIALS, INVALID_CREDENTIALS -> "invalid_client";
      case SCOPE_MISSING -> "insufficient_scope";
      case NETWORK_REFUSED -> "access_denied";
      case TOO_MANY_ATTEMPTS -> "slow_down";
      case UNEXPECTED -> "server_error";
      case BUSY -> "temporarily_unavailable";
    };
  }

  static Failure failure(CallerRefusal refusal) {
    return switch (refusal) {
      case CallerRefusal.Unknown() ->
          Failure.of(Kind.INVALID_CREDENTIALS, "The customer's name or key is wrong");
      case CallerRefusal.ScopeMissing() ->
          Failure.of(Kind.SCOPE_MISSING, "The key does not have the scope tokens:introspect");
      case CallerRefusal.Throttled(var wait) -> Failure.throttled(wait);
      case CallerRefusal.Busy(var wait) -> Failure.busy(wait);
    };
  }

  /** A caller that was not let in. */
  Reply refused(CallerRefusal refusal, Exchange exchange) {
    Failure failure = failure(refusal);
    return failure(failure, exchange.path(), exchange.receivedAt()).retry(failure);
  }
}
