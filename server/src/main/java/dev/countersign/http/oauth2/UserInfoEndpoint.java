package dev.countersign.http.oauth2;

import dev.countersign.http.Access;
import dev.countersign.http.AccessTokenGate;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Dialect;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.oauth2.caller.Cors;
import dev.countersign.token.OAuthBearer;
import dev.countersign.token.OAuthScopes;
import dev.countersign.token.UserInfo;
import java.util.List;
import java.util.Map;

/** {@code GET} and {@code POST userinfo} (OpenID Connect Core 1.0, section 5.3). */
final class UserInfoEndpoint implements Endpoint {
  static final String PATH = OAuthDialect.PREFIX + "/userinfo";

  private final Dialect dialect;
  private final AccessTokenGate gate;
  private final UserInfo userInfo;

  UserInfoEndpoint(Dialect dialect, AccessTokenGate gate, UserInfo userInfo) {
    this.dialect = dialect;
    this.gate = gate;
    this.userInfo = userInfo;
  }

  // "The UserInfo Endpoint MUST support the use of the HTTP GET and HTTP POST methods".
  @Override
  public List<Route> routes() {
    Access access = Access.granted(gate, OAuthScopes.OPENID, this::tell);
    return List.of(
        new Route(Method.GET, PATH, dialect, BodyKind.NONE, access),
        new Route(Method.POST, PATH, dialect, BodyKind.FORM, access));
  }

  private Reply tell(Exchange exchange, OAuthBearer bearer) {
    return userInfo
        .of(bearer)
        .map(answer -> Cors.allow(reply(answer), exchange, answer.client()))
        .orElseGet(UserInfoEndpoint::nobody);
  }

  private static Reply reply(UserInfo.Answer answer) {
    return switch (answer) {
      case UserInfo.Answer.Plain plain -> Reply.json(200, plain.claims());
      // Section 5.3.2: "If the UserInfo Response is signed and/or encrypted, then the Claims are
      // returned in a JWT and the content-type MUST be application/jwt."
      case UserInfo.Answer.Signed signed -> Reply.text(200, "application/jwt", signed.jwt());
    };
  }

  private static Reply nobody() {
    return Reply.json(401, Map.of("error", "invalid_token"))
        .with("WWW-Authenticate", "Bearer realm=\"countersign\", error=\"invalid_token\"");
  }
}
