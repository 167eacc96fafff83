package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Portal;
import java.time.Instant;
import java.util.Optional;

/** Portals, by the SHA-256 of the token that their address carries. */
public interface Portals {
  void add(Portal portal);

  /** Whatever state it is in. */
  Optional<Portal> find(byte[] digest);

  /** The same; nobody else changes it before the transaction ends. */
  Optional<Portal> lock(byte[] digest);

  /** A customer's own, by its identity. */
  Optional<Portal> byId(CustomerId customer, long id);

  /**
   * Writes when the person agreed, and how far it got.
   *
   * @throws NotFound when it does not exist any more
   */
  void update(Portal changed);

  /** Removes at most so many that expired before; returns how many. */
  int deleteExpired(Instant before, int limit);
}
