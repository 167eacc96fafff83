package dev.countersign.http.oauth2.grant;

import dev.countersign.domain.Client;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.Issuer;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Dialect;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.FormBody;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Route;
import dev.countersign.http.oauth2.caller.ClientCaller;
import dev.countersign.http.oauth2.caller.OAuthErrors;
import dev.countersign.keys.KeyRing;
import dev.countersign.token.BegunRequests;
import dev.countersign.token.DeviceCodes;
import dev.countersign.token.ResourceIndicators;
import dev.countersign.token.TokenError;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code POST device_authorization}: a device without a browser begins (RFC 8628, section 3.1). */
public final class DeviceAuthorizationEndpoint implements Endpoint {
  public static final String PATH = "/oauth2/device_authorization";
  private static final String PAGE = "/device";
  private static final Set<String> REPEATABLE = Set.of("resource");

  private final Dialect dialect;
  private final ClientCaller callers;
  private final KeyRing ring;
  private final DeviceCodes devices;
  private final ResourceIndicators resources;
  private final BegunRequests begun;

  public DeviceAuthorizationEndpoint(
      Dialect dialect,
      ClientCaller callers,
      KeyRing ring,
      DeviceCodes devices,
      ResourceIndicators resources,
      BegunRequests begun) {
    this.dialect = dialect;
    this.callers = callers;
    this.ring = ring;
    this.devices = devices;
    this.resources = resources;
    this.begun = begun;
  }

  @Override
  public List<Route> routes() {
    return List.of(new Route(Method.POST, PATH, dialect, BodyKind.FORM, Access.open(this::begin)));
  }

  private Reply begin(Exchange exchange) {
    return callers.serve(exchange, REPEATABLE, (client, form) -> begin(exchange, client, form));
  }

  private Reply begin(Exchange exchange, Client client, FormBody form) {
    if (!client.settings().allows(GrantType.DEVICE_CODE)) {
      return OAuthErrors.reply(
          TokenError.UNAUTHORIZED_CLIENT, "The client is not registered for the device grant");
    }
    Issuer issuer = ring.issuerOf(client.customerId());
    return switch (ScopesAndResources.read(client, issuer, form, resources)) {
      case ScopesAndResources.Refused(TokenError error, String why) ->
          OAuthErrors.reply(error, why);
      case ScopesAndResources.Allowed(Optional<Set<String>> scopes, List<String> targets) ->
          reply(issuer, begun(exchange, client, scopes.orElse(Set.of()), targets));
    };
  }

  private DeviceCodes.Begun begun(
      Exchange exchange, Client client, Set<String> scopes, List<String> targets) {
    Optional<Duration> wait = begun.count(exchange.origin());
    if (wait.isPresent()) {
      throw new RequestRefused(Failure.tooMany(wait.get()));
    }
    return devices.begin(client, scopes, targets);
  }

  /**
   * RFC 8628, section 3.2: "device_code", "user_code", "verification_uri" and "expires_in" are
   * REQUIRED.
   */
  private static Reply reply(Issuer issuer, DeviceCodes.Begun begun) {
    String page = issuer.baseUrl() + PAGE;
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("device_code", begun.deviceCode());
    body.put("user_code", begun.userCode());
    body.put("verification_uri", page);
    body.put("verification_uri_complete", page + "?user_code=" + begun.userCode());
    body.put("expires_in", begun.life().toSeconds());
    body.put("interval", begun.interval().toSeconds());
    return OAuthErrors.uncached(Reply.json(200, body));
  }
}
