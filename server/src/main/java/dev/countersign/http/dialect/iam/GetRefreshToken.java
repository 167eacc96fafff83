package dev.countersign.http.dialect.iam;

import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.JsonBody;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.session.Refresh;
import dev.countersign.session.Refresh.Request;
import dev.countersign.session.RefreshResult.Reason;
import dev.countersign.session.RefreshResult.Refreshed;
import dev.countersign.session.RefreshResult.Refused;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code POST auth/{web,mobile,app}/getrefreshtoken}: new tokens for a refresh token. */
final class GetRefreshToken implements Endpoint {
  private final IamDialect dialect;
  private final Refresh refresh;
  private final TokenAnswers answers;

  GetRefreshToken(IamDialect dialect, Refresh refresh, TokenAnswers answers) {
    this.dialect = dialect;
    this.refresh = refresh;
    this.answers = answers;
  }

  @Override
  public List<Route> routes() {
    return Stream.of("web", "mobile", "app")
        .map(channel -> IamDialect.PREFIX + "/auth/" + channel + "/getrefreshtoken")
        .map(path ->
            new Route(Method.POST, path, dialect, BodyKind.JSON, Access.open(this::refresh)))
        .toList();
  }

  private Reply refresh(Exchange exchange) {
    JsonBody body = exchange.json();
    Request request =
        new Request(
            body.text("refreshToken"),
            body.optionalText("userName"),
            body.optionalText("tenantId"),
            DeviceClaim.of(exchange).proof(),
            exchange.origin());
    return switch (refresh.refresh(request)) {
      case Refreshed(var session, var user, String next) ->
          answers.of(session, user, Optional.empty(), next);
      case Refused(Reason reason) -> refused(reason);
    };
  }

  private static Reply refused(Reason reason) {
    return switch (reason) {
      case INVALID ->
          Problem.REFRESH_TOKEN_INVALID.reply(
              "The refresh token is unknown, expired, revoked or another account's; sign in again");
      case REUSED ->
          Problem.REFRESH_TOKEN_REUSED.reply(
              "This refresh token was exchanged before, so it may be stolen: the session has been"
                  + " ended; sign in again");
      case DEVICE_PROOF_MISSING ->
          Problem.DEVICE_PROOF_REQUIRED.reply(
              "The session is bound to its confirmed device: send deviceKey and deviceProof");
      case DEVICE_PROOF_INVALID ->
          Problem.DEVICE_PROOF_INVALID.reply(
              "The session is bound to its confirmed device: get a new nonce and sign it with that"
                  + " device's key");
    };
  }
}
