package dev.countersign.token;

import dev.countersign.crypto.OpaqueToken;
import dev.countersign.crypto.TokenDigest;
import dev.countersign.domain.Client;
import dev.countersign.domain.DeviceAuthorization;
import dev.countersign.domain.DeviceAuthorization.Approval;
import dev.countersign.domain.DeviceAuthorization.State;
import dev.countersign.store.Store;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Devices without a browser that ask for tokens (RFC 8628): their codes, and what a person who
 * types one decides.
 */
public final class DeviceCodes {
  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  // RFC 8628, section 6.1: consonants alone, so that no words come up, and none that look alike.
  private static final String LETTERS = "BCDFGHJKLMNPQRSTVWXZ";
  private static final int HALF = 4;

  private final Store store;
  private final SecureRandom random;
  private final InstantSource clock;

  public DeviceCodes(Store store, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A device that has begun to wait.
   *
   * @param deviceCode what it asks with
   * @param userCode what a person types, as it is shown
   * @param life how long both are good
   * @param interval how long it waits between two questions
   */
  public record Begun(String deviceCode, String userCode, Duration life, Duration interval) {
    /** Without the codes. */
    @Override
    public String toString() {
      return "Begun[…]";
    }
  }

  /** Gives a device its codes. */
  public Begun begin(Client client, Set<String> scopes, List<String> resources) {
    OpaqueToken device = OpaqueToken.generate(random);
    while (true) {
      String userCode = draw();
      if (add(client, scopes, resources, device, userCode)) {
        return new Begun(device.text(), shown(userCode), LIFE, INTERVAL);
      }
    }
  }

  private boolean add(
      Client client,
      Set<String> scopes,
      List<String> resources,
      OpaqueToken device,
      String userCode) {
    Instant now = clock.instant();
    DeviceAuthorization waiting =
        new DeviceAuthorization(
            device.digest().bytes(),
            userCode,
            client.customerId(),
            client.id(),
            scopes,
            resources,
            State.PENDING,
            null,
            now,
            INTERVAL,
            now,
            now.plus(LIFE));
    return store.write(tx -> tx.deviceAuthorizations().add(waiting));
  }

  private String draw() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < 2 * HALF; i++) {
      code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return code.toString();
  }

  /** A user code as it is shown to people: in two halves. */
  public static String shown(String userCode) {
    return userCode.substring(0, HALF) + "-" + userCode.substring(HALF);
  }

  /**
   * The device whose user code a person typed, in whatever spelling; absent when there is none, or
   * it has expired. RFC 8628, section 6.1: the server "should be lenient" about case and
   * punctuation.
   */
  public Optional<DeviceAuthorization> find(String typed) {
    String letters = typed.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
    return store.read(tx -> tx.deviceAuthorizations().byUserCode(letters, clock.instant()));
  }

  /** The person lets the device in; false when somebody decided before, or it has expired. */
  public boolean approve(DeviceAuthorization device, Approval approval) {
    Instant now = clock.instant();
    return store.write(
        tx -> tx.deviceAuthorizations().approve(device.deviceDigest(), approval, now));
  }

  /** The person refuses; false when somebody decided before, or it has expired. */
  public boolean deny(DeviceAuthorization device) {
    return store.write(
        tx -> tx.deviceAuthorizations().deny(device.deviceDigest(), clock.instant()));
  }

  /** A device by the code it presents, in whatever state. */
  Optional<DeviceAuthorization> presented(String deviceCode) {
    return store.read(tx -> tx.deviceAuthorizations().byDevice(TokenDigest.of(deviceCode).bytes()));
  }
}
