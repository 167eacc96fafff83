package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Device;
import dev.countersign.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The devices accounts have been seen on. */
public interface Devices {
  void add(Device device);

  Optional<Device> find(CustomerId customer, UserId user, String deviceKey);

  /** A person's devices, most lately seen first. */
  List<Device> list(CustomerId customer, UserId user);

  /** Binds a public key to the device; false when there is no such device. */
  boolean confirm(Device device, String publicKey, String name);

  /** Notes that the device was used. */
  void seen(CustomerId customer, UserId user, String deviceKey, Instant now);

  /** Forgets the device; its sessions are the caller's to end. False when there is none. */
  boolean delete(CustomerId customer, UserId user, String deviceKey);
}
