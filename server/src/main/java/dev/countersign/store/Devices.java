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

  /** The devices of a person that were seen last, most lately seen first, at most so many. */
  List<Device> latest(CustomerId customer, UserId user, int limit);

  /** A customer's devices by person and key, starting after that one, at most so many. */
  List<Device> page(CustomerId customer, long afterUser, String afterKey, int limit);

  /** How many devices the customer's people have. */
  long count(CustomerId customer);

  /** Writes a device exactly as given, in place of the one of that key if there is one. */
  void put(Device device);

  /**
   * Binds a public key to the device; false when there is no such device, or another key is bound
   * to it.
   */
  boolean confirm(Device device, String publicKey, String name);

  /**
   * Notes that the device was used; false when there is no such device. Until the transaction ends,
   * nobody else confirms or forgets it.
   */
  boolean seen(CustomerId customer, UserId user, String deviceKey, Instant now);

  /** Forgets the device; its sessions are the caller's to end. False when there is none. */
  boolean delete(CustomerId customer, UserId user, String deviceKey);

  /**
   * Forgets at most so many devices that were never confirmed, have no session and were last seen
   * before; returns how many.
   */
  int deleteStale(Instant before, int limit);
}
