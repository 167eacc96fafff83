package dev.countersign.privacy;

import dev.countersign.crypto.Binding;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.domain.CustomerId;
import dev.countersign.face.SecretRotation;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Each customer's secret transform of embeddings, so that two customers' leaked vectors of one face
 * cannot be linked. The secret is made with the customer's first face and lies encrypted under the
 * key-encryption key.
 */
public final class Transforms {
  private static final int MOST_KEPT = 1_000;

  private final Store store;
  private final KeyEncryption encryption;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Map<Place, SecretRotation> kept = new ConcurrentHashMap<>();

  public Transforms(
      Store store, KeyEncryption encryption, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.encryption = encryption;
    this.random = random;
    this.clock = clock;
  }

  private record Place(CustomerId customer, long rotation, int dimension) {}

  /**
   * The number of the customer's current rotation, whose secret stays until the transaction ends;
   * makes the first.
   */
  long current(Transaction tx, CustomerId customer) {
    SortedMap<Long, byte[]> all = tx.faceSecrets().hold(customer);
    if (all.isEmpty()) {
      // What was seen first may have been destroyed while its lock was waited for.
      all = tx.faceSecrets().hold(customer);
    }
    if (all.isEmpty()) {
      add(tx, customer, 1);
      return 1;
    }
    return all.lastKey();
  }

  /** Makes the secret of the next rotation, which is current from then on; answers its number. */
  long next(Transaction tx, CustomerId customer) {
    long next = tx.faceSecrets().all(customer).lastKey() + 1;
    add(tx, customer, next);
    return next;
  }

  /** Where another node was first, its secret counts. */
  private void add(Transaction tx, CustomerId customer, long rotation) {
    byte[] secret = new byte[SecretRotation.SECRET_LENGTH];
    random.nextBytes(secret);
    byte[] sealed = encryption.encrypt(secret, binding(customer, rotation));
    tx.faceSecrets().add(customer, rotation, sealed, clock.instant());
    // A transaction that was rolled back may have left another secret of that number in memory.
    kept.keySet()
        .removeIf(place -> place.customer().equals(customer) && place.rotation() == rotation);
  }

  /** Drops the secrets that are destroyed from memory. */
  public void forgetDestroyed(Transaction tx) {
    Set<CustomerId> customers =
        kept.keySet().stream().map(Place::customer).collect(Collectors.toSet());
    for (CustomerId customer : customers) {
      Set<Long> living = tx.faceSecrets().all(customer).keySet();
      kept.keySet()
          .removeIf(
              place -> place.customer().equals(customer) && !living.contains(place.rotation()));
    }
  }

  /**
   * The transform that templates of that rotation were turned by.
   *
   * @throws DestroyedSecret when it is gone: the template has another one by now
   */
  public SecretRotation of(CustomerId customer, long rotation, int dimension) {
    return store.read(tx -> of(tx, customer, rotation, dimension));
  }

  /** The same within a transaction. */
  SecretRotation of(Transaction tx, CustomerId customer, long rotation, int dimension) {
    Place place = new Place(customer, rotation, dimension);
    SecretRotation known = kept.get(place);
    if (known != null) {
      return known;
    }
    byte[] sealed = tx.faceSecrets().all(customer).get(rotation);
    if (sealed == null) {
      throw new DestroyedSecret("customer " + customer + " has no rotation " + rotation);
    }
    byte[] secret = encryption.decrypt(sealed, binding(customer, rotation));
    SecretRotation made = new SecretRotation(secret, dimension);
    if (kept.size() >= MOST_KEPT) {
      kept.clear();
    }
    kept.put(place, made);
    return made;
  }

  private static Binding binding(CustomerId customer, long rotation) {
    return new Binding("face_secret", "sealed", customer.value(), Long.toString(rotation));
  }
}
