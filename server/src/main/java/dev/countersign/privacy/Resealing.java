package dev.countersign.privacy;

import dev.countersign.crypto.CannotDecrypt;
import dev.countersign.crypto.DataKey;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.FaceEpoch;
import dev.countersign.domain.StoredSample;
import dev.countersign.domain.StoredTemplate;
import dev.countersign.domain.UserId;
import dev.countersign.domain.WrappedKey;
import dev.countersign.face.Embedding;
import dev.countersign.face.SecretRotation;
import dev.countersign.keys.DataKeys;
import dev.countersign.keys.MissingEpochKey;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts one person's vectors under another of the customer's secrets. */
final class Resealing {
  private final DataKeys keys;
  private final Transforms transforms;
  private final SecureRandom random;

  Resealing(DataKeys keys, Transforms transforms, SecureRandom random) {
    this.keys = keys;
    this.transforms = transforms;
    this.random = random;
  }

  private record Opened(
      DataKey key, Embedding mean, List<StoredSample> samples, List<Embedding> vectors) {}

  /**
   * Turns a locked template and its samples by that rotation's secret instead. The version stays:
   * it is the same face, and what was decided about it holds.
   *
   * @return false when it does not decrypt; nothing is changed then
   */
  boolean reseal(Transaction tx, StoredTemplate template, long rotation) {
    boolean known =
        tx.faceSecrets().all(template.customerId()).containsKey(template.rotationEpoch());
    Optional<Opened> opened = key(tx, template).flatMap(key -> opened(tx, template, key));
    if (!known || opened.isEmpty()) {
      return false;
    }
    put(tx, template, opened.get(), rotation);
    return true;
  }

  private void put(Transaction tx, StoredTemplate template, Opened opened, long rotation) {
    CustomerId customer = template.customerId();
    UserId user = template.userId();
    int dimension = opened.mean().dimension();
    SecretRotation from = transforms.of(tx, customer, template.rotationEpoch(), dimension);
    SecretRotation to = transforms.of(tx, customer, rotation, dimension);
    StoredTemplate next = template.turnedBy(rotation);
    byte[] sealed = Vectors.seal(turned(opened.mean(), from, to), next, opened.key(), random);
    tx.faceTemplates().put(next.holding(sealed, template.updatedAt()));
    for (int i = 0; i < opened.samples().size(); i++) {
      int number = opened.samples().get(i).number();
      Embedding vector = turned(opened.vectors().get(i), from, to);
      byte[] sample = Vectors.seal(vector, number, next, opened.key(), random);
      tx.faceTemplates().resealSample(customer, user, number, sample);
    }
  }

  private static Embedding turned(Embedding vector, SecretRotation from, SecretRotation to) {
    return Embedding.directionOf(to.turn(from.turnBack(vector.values())));
  }

  /** All of it, before any of it is changed. */
  private static Optional<Opened> opened(Transaction tx, StoredTemplate template, DataKey key) {
    List<StoredSample> samples =
        tx.faceTemplates().samples(template.customerId(), template.userId());
    List<Embedding> vectors = new ArrayList<>();
    try {
      samples.forEach(sample -> vectors.add(Vectors.open(sample, template, key)));
      return Optional.of(new Opened(key, Vectors.open(template, key), samples, vectors));
    } catch (CannotDecrypt | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<DataKey> key(Transaction tx, StoredTemplate template) {
    CustomerId customer = template.customerId();
    Optional<WrappedKey> wrapped = tx.faceKeys().find(customer, template.userId());
    try {
      return wrapped.map(key -> keys.open(tx, key));
    } catch (CannotDecrypt | IllegalArgumentException e) {
      return Optional.empty();
    } catch (MissingEpochKey e) {
      // Where it was wrapped anew meanwhile, the whole batch is tried again.
      if (tx.faceKeys().find(customer, template.userId()).filter(now -> dead(tx, now)).isEmpty()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static boolean dead(Transaction tx, WrappedKey key) {
    return tx.faceEpochs().find(key.epoch()).map(FaceEpoch::destroyedAt).isPresent();
  }
}
