package dev.countersign.store;

import dev.countersign.domain.StoredKey;
import java.time.Instant;
import java.util.List;

/** Issuers' signing keys. */
public interface SigningKeys {
  void add(StoredKey key);

  /** Every key of every issuer, oldest first. */
  List<StoredKey> list();

  /** Makes a pending key sign. */
  void activate(String kid, Instant now);

  /** Makes an active key sign no more, while it stays published. */
  void retire(String kid, Instant now);

  /** Removes a key: what it signed is refused at once. False when there is none. */
  boolean delete(String kid);

  /** Replaces the sealed private half, when it is sealed anew. */
  void reseal(String kid, byte[] sealedPrivateJwk);
}
