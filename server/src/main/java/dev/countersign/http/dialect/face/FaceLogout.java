package dev.countersign.http.dialect.face;

import dev.countersign.domain.LiveSession;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Failure;
import dev.countersign.http.Failure.Kind;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Route;
import dev.countersign.session.SignOut;
import dev.countersign.token.TokenGate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code logout}: the token lies in the body, and no header is needed. */
final class FaceLogout implements Endpoint {
  private static final int UNAUTHORIZED = 401;

  private final FaceDialect dialect;
  private final TokenGate gate;
  private final SignOut signOut;

  FaceLogout(FaceDialect dialect, TokenGate gate, SignOut signOut) {
    this.dialect = dialect;
    this.gate = gate;
    this.signOut = signOut;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.POST,
            FaceDialect.PREFIX + "/logout",
            dialect,
            BodyKind.JSON,
            Access.open(this::logout)));
  }

  private Reply logout(Exchange exchange) {
    String customerName = exchange.json().text("customerName");
    String token = exchange.json().text("accessToken");
    requireSame(token, exchange.token(FaceDialect.TOKEN_SOURCES));
    Optional<LiveSession> session = gate.customer(token);
    if (session.isEmpty()) {
      return unknown();
    }
    if (!FaceCalls.names(customerName, session.get())) {
      return FaceCalls.otherCustomer();
    }
    if (!signOut.end(session.get(), exchange.origin())) {
      return unknown();
    }
    return FaceDialect.success(Map.of(), "Successfully logged out");
  }

  /** RFC 6750, section 2: "Clients MUST NOT use more than one method to transmit the token". */
  private static void requireSame(String token, Optional<String> elsewhere) {
    if (elsewhere.isPresent() && !elsewhere.get().equals(token)) {
      throw new RequestRefused(
          Failure.of(
              Kind.AMBIGUOUS_CREDENTIALS,
              "The request carries two different access tokens; send the one to log out in the"
                  + " body"));
    }
  }

  private static Reply unknown() {
    return FaceDialect.error(
        UNAUTHORIZED, "401", "The access token is unknown, expired or of another kind");
  }
}
