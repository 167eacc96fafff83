package dev.countersign.http.dialect.iam;

import dev.countersign.device.Challenges;
import dev.countersign.device.Challenges.Challenge;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code POST auth/device/challenge}: a nonce for a device to sign. Anybody may ask, for any device
 * key: whether a device exists is not to be told from the answer.
 */
final class DeviceChallenge implements Endpoint {
  private final IamDialect dialect;
  private final Challenges challenges;

  DeviceChallenge(IamDialect dialect, Challenges challenges) {
    this.dialect = dialect;
    this.challenges = challenges;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.POST,
            IamDialect.PREFIX + "/auth/device/challenge",
            dialect,
            BodyKind.JSON,
            Access.open(this::challenge)));
  }

  private Reply challenge(Exchange exchange) {
    Challenge challenge =
        challenges.make(DeviceClaim.wellFormed(exchange.json().text("deviceKey")));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("nonce", challenge.nonce());
    answer.put("expiresIn", challenge.ttl().toSeconds());
    return Reply.json(200, answer);
  }
}
