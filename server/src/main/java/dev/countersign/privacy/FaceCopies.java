package dev.countersign.privacy;

import dev.countersign.crypto.CannotDecrypt;
import dev.countersign.crypto.DataKey;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.FaceChange;
import dev.countersign.domain.StoredSample;
import dev.countersign.domain.StoredTemplate;
import dev.countersign.domain.UserId;
import dev.countersign.face.Embedding;
import dev.countersign.face.SecretRotation;
import dev.countersign.keys.DataKeys;
import dev.countersign.privacy.FaceCopy.Sample;
import dev.countersign.store.FaceTemplates.Keyed;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes faces out of a database and puts them into another. On the way out, vectors are decrypted
 * and turned back by the customer's secret; on the way in they are turned by the secret the
 * customer has there and encrypted under the person's key there. Rounding changes a vector's
 * direction by a cosine of about 1e-5 each time.
 */
public final class FaceCopies {
  private final DataKeys keys;
  private final Transforms transforms;
  private final SecureRandom random;
  private final InstantSource clock;

  public FaceCopies(
      DataKeys keys, Transforms transforms, SecureRandom random, InstantSource clock) {
    this.keys = keys;
    this.transforms = transforms;
    this.random = random;
    this.clock = clock;
  }

  /**
   * The customer's faces by user id, starting after that user (0 for the first), at most so many
   * rows. Answers the user of the last row, 0 when there is none.
   *
   * @param readable is given every face
   * @param unreadable is given the people whose face does not decrypt
   */
  public long page(
      Transaction tx,
      CustomerId customer,
      long afterUser,
      int limit,
      Consumer<FaceCopy> readable,
      Consumer<UserId> unreadable) {
    List<Keyed> rows = tx.faceTemplates().page(customer, afterUser, limit);
    for (Keyed row : rows) {
      StoredTemplate template = row.template();
      opened(tx, template, () -> keys.open(tx, row.key()))
          .ifPresentOrElse(readable, () -> unreadable.accept(template.userId()));
    }
    return rows.isEmpty() ? 0 : rows.getLast().template().userId().value();
  }

  /** A person's face; absent when none is kept, or it does not decrypt. */
  public Optional<FaceCopy> find(Transaction tx, CustomerId customer, UserId user) {
    return tx.faceTemplates()
        .find(customer, user)
        .flatMap(template ->
            keys.find(tx, customer, user).flatMap(key -> opened(tx, template, () -> key)));
  }

  /** Opens a key, which can fail. */
  private interface Key {
    DataKey open();
  }

  private Optional<FaceCopy> opened(Transaction tx, StoredTemplate template, Key key) {
    try {
      return Optional.of(opened(tx, template, key.open()));
    } catch (CannotDecrypt | IllegalArgumentException | DestroyedSecret e) {
      return Optional.empty();
    }
  }

  private FaceCopy opened(Transaction tx, StoredTemplate template, DataKey key) {
    CustomerId customer = template.customerId();
    Embedding mean = Vectors.open(template, key);
    SecretRotation turn = transforms.of(tx, customer, template.rotationEpoch(), mean.dimension());
    List<Sample> samples = new ArrayList<>();
    for (StoredSample stored : tx.faceTemplates().samples(customer, template.userId())) {
      Embedding vector = back(turn, Vectors.open(stored, template, key));
      samples.add(new Sample(stored.number(), stored.quality(), vector, stored.createdAt()));
    }
    return new FaceCopy(
        customer,
        template.userId(),
        template.consentId(),
        template.model(),
        template.version(),
        back(turn, mean),
        samples,
        template.createdAt(),
        template.updatedAt());
  }

  private static Embedding back(SecretRotation turn, Embedding turned) {
    return Embedding.directionOf(turn.turnBack(turned.values()));
  }

  /**
   * Keeps the face in place of the person's earlier one. The person and the consent are there
   * already; {@link #announce} follows at the end of the transaction.
   */
  public void put(Transaction tx, FaceCopy face) {
    CustomerId customer = face.customer();
    UserId user = face.user();
    var _ = tx.users().lock(customer, user);
    DataKey key = keys.findOrMake(tx, customer, user);
    long rotation = transforms.current(tx, customer);
    SecretRotation turn = transforms.of(tx, customer, rotation, face.mean().dimension());
    StoredTemplate template =
        new StoredTemplate(
            customer,
            user,
            face.consent(),
            face.model(),
            rotation,
            face.version(),
            new byte[0],
            face.createdAt(),
            face.updatedAt());
    byte[] mean = Vectors.seal(turn.turn(face.mean()), template, key, random);
    tx.faceTemplates().deleteSamples(customer, user);
    tx.faceTemplates().put(template.holding(mean, face.updatedAt()));
    for (Sample sample : face.samples()) {
      Embedding turned = turn.turn(sample.vector());
      byte[] vector = Vectors.seal(turned, sample.number(), template, key, random);
      tx.faceTemplates()
          .addSample(
              customer,
              user,
              new StoredSample(sample.number(), sample.quality(), vector, sample.createdAt()));
    }
  }

  /**
   * Tells the galleries of all nodes about a face. Where it stands in a transaction, it is last.
   */
  public void announce(Transaction tx, CustomerId customer, UserId user) {
    tx.faceChanges().append(customer, user, FaceChange.Kind.STORED, clock.instant());
  }
}
