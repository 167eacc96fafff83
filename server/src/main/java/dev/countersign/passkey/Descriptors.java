package dev.countersign.passkey;

import dev.countersign.domain.Passkey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Passkeys as browsers are told of them (WebAuthn, section 5.8.3). */
final class Descriptors {
  private Descriptors() {}

  static List<Map<String, Object>> of(List<Passkey> passkeys) {
    return passkeys.stream().map(Descriptors::of).toList();
  }

  private static Map<String, Object> of(Passkey passkey) {
    List<String> transports =
        Arrays.stream(passkey.transports().split(" ", -1)).filter(one -> !one.isEmpty()).toList();
    return Map.of(
        "type", "public-key", "id", PasskeyRegistration.idText(passkey), "transports", transports);
  }
}
