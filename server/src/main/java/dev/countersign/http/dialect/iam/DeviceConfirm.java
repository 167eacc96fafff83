package dev.countersign.http.dialect.iam;

import dev.countersign.crypto.PublicJwk;
import dev.countersign.device.DeviceNames;
import dev.countersign.device.DeviceRegistry;
import dev.countersign.device.DeviceRegistry.Wish;
import dev.countersign.device.PresentedProof;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.JsonBody;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import dev.countersign.http.Route;
import dev.countersign.token.TokenGate.Bearer;
import dev.countersign.token.TokenSubject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST auth/device/confirm}: binds a device's public key to it. */
final class DeviceConfirm implements Endpoint {
  private static final int LONGEST_PROOF = 8 * 1024;

  private final IamDialect dialect;
  private final DeviceRegistry devices;

  DeviceConfirm(IamDialect dialect, DeviceRegistry devices) {
    this.dialect = dialect;
    this.devices = devices;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(
            Method.POST,
            IamDialect.PREFIX + "/auth/device/confirm",
            dialect,
            BodyKind.JSON,
            Access.user(this::confirm)));
  }

  private Reply confirm(Exchange exchange, Bearer caller) {
    Wish wish = wish(exchange.json(), caller);
    return switch (devices.confirm(wish, exchange.origin())) {
      case CONFIRMED -> confirmed(wish.proof().deviceKey());
      case UNKNOWN_DEVICE ->
          Problem.DEVICE_NOT_FOUND.reply(
              "Sign in without deviceKey and confirm the device that newDeviceMetadata names");
      case ANOTHER_DEVICE ->
          Problem.ANOTHER_DEVICE.reply(
              "A device is confirmed with an access token of a sign-in made with its own deviceKey");
      case PROOF_INVALID ->
          Problem.DEVICE_PROOF_INVALID.reply(
              "Get a new nonce and send a JWS of it, typ device-proof+jwt, signed with the private"
                  + " half of publicKey");
      case CONFIRMED_WITH_ANOTHER_KEY ->
          Problem.DEVICE_ALREADY_CONFIRMED.reply(
              "Forget the device, sign in again and confirm the new one");
    };
  }

  private static Wish wish(JsonBody body, Bearer caller) {
    TokenSubject subject = TokenSubject.of(caller.session());
    String deviceKey = DeviceClaim.wellFormed(body.text("deviceKey"));
    PublicJwk key = key(body);
    Optional<String> name = body.optionalText("deviceName").map(DeviceConfirm::name);
    String proof =
        body.optionalText("proof", LONGEST_PROOF)
            .orElseThrow(() -> RequestRefused.malformed("The field proof is missing"));
    return new Wish(
        subject.customer(),
        subject.user(),
        Optional.ofNullable(caller.session().deviceKey()),
        key,
        name,
        new PresentedProof(deviceKey, proof));
  }

  private static PublicJwk key(JsonBody body) {
    String json =
        body.objectText("publicKey")
            .orElseThrow(() -> RequestRefused.malformed("The field publicKey is missing"));
    try {
      return PublicJwk.parse(json);
    } catch (IllegalArgumentException e) {
      throw RequestRefused.malformed(String.valueOf(e.getMessage()));
    }
  }

  private static String name(String given) {
    if (!DeviceNames.wellFormed(given)) {
      throw RequestRefused.malformed(
          "The field deviceName must be one line of at most 128 characters");
    }
    return given;
  }

  private static Reply confirmed(String deviceKey) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("deviceKey", deviceKey);
    answer.put("confirmed", true);
    return Reply.json(200, answer);
  }
}
