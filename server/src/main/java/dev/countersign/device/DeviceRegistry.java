package dev.countersign.device;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.crypto.PublicJwk;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Device;
import dev.countersign.domain.Origin;
import dev.countersign.domain.UserId;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A person's devices: remembered at sign-in, confirmed with a key, listed, forgotten. */
public final class DeviceRegistry {
  private static final int KEY_BYTES = 16;

  private final Store store;
  private final DeviceProofs proofs;
  private final AuditLog audit;
  private final SecureRandom random;
  private final InstantSource clock;

  public DeviceRegistry(
      Store store, DeviceProofs proofs, AuditLog audit, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.proofs = proofs;
    this.audit = audit;
    this.random = random;
    this.clock = clock;
  }

  /**
   * What a sign-in learns about the device it was made on.
   *
   * @param device the device, remembered from now on
   * @param isNew whether the account had not been seen on it
   */
  public record Seen(Device device, boolean isNew) {}

  /** Notes a sign-in on the device named, or on a new one when the account never saw it. */
  public Seen seen(Transaction tx, CustomerId customer, UserId user, Optional<String> deviceKey) {
    Instant now = clock.instant();
    // Noted first, which locks the row: a confirmation or a forgetting under way is seen here, or
    // sees the session that begins here.
    if (deviceKey.isPresent() && tx.devices().seen(customer, user, deviceKey.get(), now)) {
      Device known = tx.devices().find(customer, user, deviceKey.get()).orElseThrow();
      return new Seen(known, false);
    }
    Device device = new Device(customer, user, newKey(), "cs-" + customer, "", null, now, now);
    tx.devices().add(device);
    return new Seen(device, true);
  }

  private String newKey() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    return "cs_" + HexFormat.of().formatHex(bytes);
  }

  /**
   * A device's wish to be confirmed.
   *
   * @param customer whose user
   * @param user whose device
   * @param signedInOn the device of the session the wish came with, if it is on one
   * @param key the public half of the device's key
   * @param name what its owner calls it; absent leaves the name it has
   * @param proof which device, and that it holds the private half
   */
  public record Wish(
      CustomerId customer,
      UserId user,
      Optional<String> signedInOn,
      PublicJwk key,
      Optional<String> name,
      PresentedProof proof) {}

  /** How a confirmation ended. */
  public enum Confirmation {
    CONFIRMED,
    UNKNOWN_DEVICE,
    /** The person's, but the session is on another one: only a device itself can be confirmed. */
    ANOTHER_DEVICE,
    PROOF_INVALID,
    /** Another key was bound to it before; forget the device first. */
    CONFIRMED_WITH_ANOTHER_KEY
  }

  /**
   * Binds a public key to the device, once the proof shows that the device holds the private half.
   * From then on the device's sessions renew only with a proof.
   */
  public Confirmation confirm(Wish wish, Origin origin) {
    String deviceKey = wish.proof().deviceKey();
    Optional<Device> device =
        store.read(tx -> tx.devices().find(wish.customer(), wish.user(), deviceKey));
    if (device.isEmpty()) {
      return Confirmation.UNKNOWN_DEVICE;
    }
    if (!wish.signedInOn().equals(Optional.of(deviceKey))) {
      return Confirmation.ANOTHER_DEVICE;
    }
    if (device.get().confirmedKey().filter(bound -> !sameKey(bound, wish.key())).isPresent()) {
      return Confirmation.CONFIRMED_WITH_ANOTHER_KEY;
    }
    if (!proofs.holds(wish.customer(), wish.key(), wish.proof())) {
      return Confirmation.PROOF_INVALID;
    }
    return store.write(tx -> bind(tx, device.get(), wish, origin));
  }

  private static boolean sameKey(String bound, PublicJwk key) {
    return PublicJwk.parse(bound).thumbprint().equals(key.thumbprint());
  }

  private Confirmation bind(Transaction tx, Device device, Wish wish, Origin origin) {
    String name = wish.name().orElse(device.name());
    if (!tx.devices().confirm(device, wish.key().json(), name)) {
      return lost(tx, device);
    }
    tx.sessions().bindDevice(device.customerId(), device.userId(), device.deviceKey());
    About about = About.user(device.customerId(), device.userId());
    audit.append(tx, AuditKind.DEVICE_CONFIRMED, AuditLog.SUCCESS, origin, about);
    return Confirmation.CONFIRMED;
  }

  /** Since the device was read, it was forgotten, or another request bound its own key. */
  private static Confirmation lost(Transaction tx, Device device) {
    Optional<Device> now =
        tx.devices().find(device.customerId(), device.userId(), device.deviceKey());
    if (now.isEmpty()) {
      return Confirmation.UNKNOWN_DEVICE;
    }
    return Confirmation.CONFIRMED_WITH_ANOTHER_KEY;
  }

  /** A person's devices, most lately seen first. */
  public List<Device> list(CustomerId customer, UserId user) {
    return store.read(tx -> tx.devices().list(customer, user));
  }

  /** The devices of a person that were seen last, most lately seen first, at most so many. */
  public List<Device> latest(CustomerId customer, UserId user, int limit) {
    return store.read(tx -> tx.devices().latest(customer, user, limit));
  }

  /** Forgets a device and ends its sessions; false when there is none. */
  public boolean forget(CustomerId customer, UserId user, String deviceKey, Origin origin) {
    return store.write(tx -> {
      if (!tx.devices().delete(customer, user, deviceKey)) {
        return false;
      }
      tx.sessions().endOfDevice(customer, user, deviceKey);
      About about = About.user(customer, user);
      audit.append(tx, AuditKind.DEVICE_FORGOTTEN, AuditLog.SUCCESS, origin, about);
      return true;
    });
  }
}
