package dev.countersign.http.dialect.iam;

import dev.countersign.device.DeviceKeys;
import dev.countersign.device.PresentedProof;
import dev.countersign.http.Exchange;
import dev.countersign.http.RequestRefused;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The device a request says it comes from.
 *
 * @param deviceKey which one, from the field {@code deviceKey} or the header {@code x-device-key}
 * @param proof that it is the one, from the field {@code deviceProof}
 */
record DeviceClaim(Optional<String> deviceKey, Optional<PresentedProof> proof) {
  private static final int LONGEST_PROOF = 8 * 1024;

  static DeviceClaim of(Exchange exchange) {
    Set<String> keys = new LinkedHashSet<>(exchange.headers("x-device-key"));
    exchange.json().optionalText("deviceKey").ifPresent(keys::add);
    if (keys.size() > 1) {
      throw RequestRefused.malformed(
          "The field deviceKey and the header x-device-key name different devices; send one");
    }
    Optional<String> deviceKey = keys.stream().findFirst().map(DeviceClaim::wellFormed);
    Optional<String> proof = exchange.json().optionalText("deviceProof", LONGEST_PROOF);
    if (proof.isPresent() && deviceKey.isEmpty()) {
      throw RequestRefused.malformed("A deviceProof needs the deviceKey it is for");
    }
    return new DeviceClaim(
        deviceKey, deviceKey.flatMap(key -> proof.map(text -> new PresentedProof(key, text))));
  }

  static String wellFormed(String deviceKey) {
    if (!DeviceKeys.wellFormed(deviceKey)) {
      throw RequestRefused.malformed(
          "A deviceKey has at most 55 characters and is of the form [\\w-]+_[0-9a-f-]+; send the"
              + " one that newDeviceMetadata gave, or none");
    }
    return deviceKey;
  }
}
