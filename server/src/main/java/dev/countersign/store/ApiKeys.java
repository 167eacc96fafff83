package dev.countersign.store;

import dev.countersign.domain.ApiKey;
import dev.countersign.domain.ApiKeyId;
import dev.countersign.domain.CustomerId;
import java.util.List;
import java.util.Optional;

/** Customers' credentials. */
public interface ApiKeys {
  /**
   * Adds a key.
   *
   * @throws AlreadyExists when the customer has a key with that label
   */
  void add(ApiKey key);

  Optional<ApiKey> byId(ApiKeyId id);

  /** The key, which nobody changes or removes until the transaction ends; many may hold it. */
  Optional<ApiKey> hold(ApiKeyId id);

  /** The key, locked until the transaction ends by whoever is going to replace it. */
  Optional<ApiKey> lock(ApiKeyId id);

  /** A customer's chosen passwords; usually one. */
  List<ApiKey> passwordsOf(CustomerId customer);

  /** A customer's keys, oldest first. */
  List<ApiKey> list(CustomerId customer);

  Optional<ApiKey> byLabel(CustomerId customer, String label);

  /**
   * Replaces what the key is checked against while it is still the one given; its sessions and
   * tokens are the caller's to end. False when another change came first.
   */
  boolean replaceVerifier(ApiKey old, String verifier);

  /** Removes the key with every session and token got with it; false when there is none. */
  boolean delete(ApiKeyId id);
}
