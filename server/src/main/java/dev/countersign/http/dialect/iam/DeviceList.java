package dev.countersign.http.dialect.iam;

import dev.countersign.device.DeviceRegistry;
import dev.countersign.domain.Device;
import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import dev.countersign.http.Timestamps;
import dev.countersign.token.TokenGate.Bearer;
import dev.countersign.token.TokenSubject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code GET auth/devices} and {@code DELETE auth/devices/{deviceKey}}: a person's own devices. */
final class DeviceList implements Endpoint {
  private static final String PATH = IamDialect.PREFIX + "/auth/devices";
  private static final int NO_CONTENT = 204;

  private final IamDialect dialect;
  private final DeviceRegistry devices;

  DeviceList(IamDialect dialect, DeviceRegistry devices) {
    this.dialect = dialect;
    this.devices = devices;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        new Route(Method.GET, PATH, dialect, BodyKind.NONE, Access.user(this::list)),
        new Route(
            Method.DELETE,
            PATH + "/{deviceKey}",
            dialect,
            BodyKind.NONE,
            Access.user(this::forget)));
  }

  private Reply list(Exchange exchange, Bearer caller) {
    TokenSubject subject = TokenSubject.of(caller.session());
    List<Map<String, Object>> listed =
        devices.list(subject.customer(), subject.user()).stream()
            .map(device -> entry(device, caller))
            .toList();
    return Reply.json(200, Map.of("devices", listed));
  }

  private static Map<String, Object> entry(Device device, Bearer caller) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("deviceKey", device.deviceKey());
    entry.put("deviceGroupKey", device.groupKey());
    entry.put("deviceName", device.name());
    entry.put("confirmed", device.confirmedKey().isPresent());
    entry.put("createdAt", Timestamps.created(device.createdAt()));
    entry.put("lastSeenAt", Timestamps.created(device.lastSeenAt()));
    entry.put("current", device.deviceKey().equals(caller.session().deviceKey()));
    return entry;
  }

  private Reply forget(Exchange exchange, Bearer caller) {
    TokenSubject subject = TokenSubject.of(caller.session());
    boolean forgotten =
        devices.forget(
            subject.customer(), subject.user(), exchange.pathParam("deviceKey"), exchange.origin());
    if (!forgotten) {
      return Problem.DEVICE_NOT_FOUND.reply("You have no device of that key; see GET auth/devices");
    }
    return Reply.empty(NO_CONTENT);
  }
}
