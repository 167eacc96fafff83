package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.crypto.PublicJwk;
import dev.countersign.device.DeviceKeys;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Device;
import dev.countersign.store.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The devices people have been seen on, with the keys that prove them. */
final class DeviceKind implements RecordKind<Device> {
  @Override
  public String type() {
    return "device";
  }

  @Override
  public long count(Transaction tx, CustomerId customer) {
    return tx.devices().count(customer);
  }

  @Override
  public void each(Reading reading, Consumer<Device> sink) {
    List<Device> page = reading.tx().devices().page(reading.customer(), 0, "", PAGE);
    while (!page.isEmpty()) {
      page.forEach(sink);
      Device last = page.getLast();
      page =
          reading
              .tx()
              .devices()
              .page(reading.customer(), last.userId().value(), last.deviceKey(), PAGE);
    }
  }

  @Override
  public Identity identity(Device device) {
    return Identity.of(device.customerId(), device.userId() + "/" + device.deviceKey());
  }

  @Override
  public void write(Device device, ObjectNode open, ObjectNode secret) {
    open.put("user", device.userId().toString());
    open.put("deviceKey", device.deviceKey());
    open.put("groupKey", device.groupKey());
    open.put("name", device.name());
    device.confirmedKey().ifPresent(key -> open.put("publicKey", key));
    open.put("createdAt", device.createdAt().toString());
    open.put("lastSeenAt", device.lastSeenAt().toString());
  }

  @Override
  public Device read(Fields open, Optional<Fields> secret) {
    String key = open.text("deviceKey");
    Optional<String> publicKey = open.optionalText("publicKey");
    if (!DeviceKeys.wellFormed(key)) {
      throw new InvalidRecord("its \"deviceKey\" is not one");
    }
    if (publicKey.filter(text -> !usable(text)).isPresent()) {
      throw new InvalidRecord("its \"publicKey\" is not a public key of a device");
    }
    return new Device(
        open.customer(),
        open.user("user"),
        key,
        open.text("groupKey"),
        open.text("name"),
        publicKey.orElse(null),
        open.instant("createdAt"),
        open.instant("lastSeenAt"));
  }

  private static boolean usable(String publicKey) {
    try {
      return !PublicJwk.parse(publicKey).json().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public Optional<Device> find(Transaction tx, Device device) {
    return tx.devices().find(device.customerId(), device.userId(), device.deviceKey());
  }

  @Override
  public Optional<String> obstacle(Here here, Device device) {
    return here.missingUser(device.customerId(), device.userId());
  }

  @Override
  public void store(Writing writing, Device device, Optional<Device> old) {
    writing.tx().devices().put(device);
    // Sessions on it were bound to the key it had.
    old.ifPresent(before ->
        writing
            .tx()
            .sessions()
            .endOfDevice(before.customerId(), before.userId(), before.deviceKey()));
  }
}
