package dev.countersign.privacy;

import dev.countersign.crypto.DataKey;
import dev.countersign.domain.Consent;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.FaceChange;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.StoredPicture.Purpose;
import dev.countersign.domain.StoredSample;
import dev.countersign.domain.StoredTemplate;
import dev.countersign.domain.UserId;
import dev.countersign.face.Embedding;
import dev.countersign.face.SecretRotation;
import dev.countersign.keys.DataKeys;
import dev.countersign.store.NotFound;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps people's faces. Vectors are turned by the customer's secret before they are encrypted, and
 * are handed out turned: whoever compares turns the other vector alike ({@link #turned}).
 */
public final class FaceVault {
  private final Store store;
  private final DataKeys keys;
  private final Transforms transforms;
  private final PictureVault pictures;
  private final IdSource ids;
  private final SecureRandom random;
  private final InstantSource clock;

  public FaceVault(
      Store store,
      DataKeys keys,
      Transforms transforms,
      PictureVault pictures,
      IdSource ids,
      SecureRandom random,
      InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.transforms = transforms;
    this.pictures = pictures;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /**
   * What was kept.
   *
   * @param consent the consent's id
   * @param version the template's
   * @param pictures the ids of the pictures, in the order they were given
   */
  public record Kept(long consent, long version, List<Long> pictures) {}

  /**
   * A person's face, turned.
   *
   * @param model what made it
   * @param rotation which of the customer's transforms turned it
   * @param version counts its changes
   * @param mean the direction of the mean of its samples
   * @param samples what it is the mean of, the first one first
   */
  public record Template(
      String model, long rotation, long version, Embedding mean, List<Embedding> samples) {}

  /**
   * Keeps a face with the consent it rests on, in place of the person's earlier one if there is
   * one: its samples and pictures go, its consent ends. Where it stands in a transaction, it comes
   * last.
   *
   * @throws NotFound when there is no such person
   */
  public Kept store(Transaction tx, NewFace face) {
    CustomerId customer = face.customer();
    UserId user = face.user();
    if (tx.users().lock(customer, user).isEmpty()) {
      throw new NotFound("the user");
    }
    Instant now = clock.instant();
    tx.consents().end(customer, user, now, null);
    tx.facePictures().deleteOfUser(customer, user, Purpose.TEMPLATE);
    tx.faceTemplates().deleteSamples(customer, user);
    Consent consent = consent(face, now);
    tx.consents().add(consent);
    DataKey key = keys.findOrMake(tx, customer, user);
    long version = tx.faceTemplates().find(customer, user).map(old -> old.version() + 1).orElse(1L);
    long rotation = transforms.current(tx, customer);
    StoredTemplate template =
        new StoredTemplate(
            customer, user, consent.id(), face.model(), rotation, version, new byte[0], now, now);
    put(tx, template, face, key);
    List<Long> kept =
        face.pictures().stream()
            .map(picture -> pictures.keepOfTemplate(tx, customer, user, picture))
            .toList();
    tx.faceChanges().append(customer, user, FaceChange.Kind.STORED, now);
    return new Kept(consent.id(), version, kept);
  }

  private void put(Transaction tx, StoredTemplate template, NewFace face, DataKey key) {
    List<Embedding> turned = turned(tx, face, template.rotationEpoch());
    put(tx, template, turned, key);
    for (int i = 0; i < turned.size(); i++) {
      double quality = face.samples().get(i).quality();
      addSample(tx, template, i + 1, turned.get(i), quality, key);
    }
  }

  private Consent consent(NewFace face, Instant now) {
    NewFace.Agreement agreement = face.agreement();
    return new Consent(
        face.customer(),
        ids.next(),
        face.user(),
        agreement.source(),
        agreement.purpose(),
        agreement.textVersion(),
        now,
        now.plus(agreement.lasts()),
        null,
        null);
  }

  private List<Embedding> turned(Transaction tx, NewFace face, long rotation) {
    int dimension = face.samples().getFirst().embedding().dimension();
    SecretRotation transform = transforms.of(tx, face.customer(), rotation, dimension);
    return face.samples().stream().map(sample -> transform.turn(sample.embedding())).toList();
  }

  private void put(Transaction tx, StoredTemplate template, List<Embedding> turned, DataKey key) {
    byte[] mean = Vectors.seal(Embedding.mean(turned), template, key, random);
    tx.faceTemplates().put(template.holding(mean, clock.instant()));
  }

  private void addSample(
      Transaction tx,
      StoredTemplate template,
      int number,
      Embedding turned,
      double quality,
      DataKey key) {
    byte[] sealed = Vectors.seal(turned, number, template, key, random);
    tx.faceTemplates()
        .addSample(
            template.customerId(),
            template.userId(),
            new StoredSample(number, quality, sealed, clock.instant()));
  }

  /**
   * Adds a sample to a person's face. Beyond eight, the oldest but the first goes. False when the
   * person has no face of that model any more, or no consent that holds.
   */
  public boolean learn(
      Transaction tx, CustomerId customer, UserId user, String model, NewFace.Sample sample) {
    Optional<StoredTemplate> found =
        tx.faceTemplates()
            .lock(customer, user)
            .filter(one -> one.model().equals(model) && allowed(tx, one));
    Optional<DataKey> key = keys.find(tx, customer, user);
    if (found.isEmpty() || key.isEmpty()) {
      return false;
    }
    StoredTemplate template = found.get();
    List<StoredSample> stored = new ArrayList<>(tx.faceTemplates().samples(customer, user));
    int number = stored.getLast().number() + 1;
    if (stored.size() == NewFace.MOST_SAMPLES) {
      tx.faceTemplates().deleteSample(customer, user, stored.remove(1).number());
    }
    List<Embedding> samples = new ArrayList<>();
    stored.forEach(one -> samples.add(Vectors.open(one, template, key.get())));
    int dimension = samples.getFirst().dimension();
    SecretRotation transform = transforms.of(tx, customer, template.rotationEpoch(), dimension);
    Embedding turned = transform.turn(sample.embedding());
    samples.add(turned);
    addSample(tx, template, number, turned, sample.quality(), key.get());
    put(tx, template.next(), samples, key.get());
    tx.faceChanges().append(customer, user, FaceChange.Kind.STORED, clock.instant());
    return true;
  }

  private boolean allowed(Transaction tx, StoredTemplate template) {
    return tx.consents()
        .find(template.customerId(), template.consentId())
        .filter(consent -> consent.holds(clock.instant()))
        .isPresent();
  }

  /**
   * A person's face; absent when none is kept, or its consent no longer holds.
   *
   * @throws dev.countersign.crypto.CannotDecrypt when it was changed or moved
   */
  public Optional<Template> find(CustomerId customer, UserId user) {
    return store.read(tx -> find(tx, customer, user));
  }

  /** The same within a transaction. */
  public Optional<Template> find(Transaction tx, CustomerId customer, UserId user) {
    return Rereading.of(() -> opened(tx, customer, user));
  }

  private Optional<Template> opened(Transaction tx, CustomerId customer, UserId user) {
    Optional<StoredTemplate> found =
        tx.faceTemplates().find(customer, user).filter(template -> allowed(tx, template));
    Optional<DataKey> key = keys.find(tx, customer, user);
    if (found.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    StoredTemplate template = found.get();
    List<Embedding> samples =
        tx.faceTemplates().samples(customer, user).stream()
            .map(sample -> Vectors.open(sample, template, key.get()))
            .toList();
    return Optional.of(
        new Template(
            template.model(),
            template.rotationEpoch(),
            template.version(),
            Vectors.open(template, key.get()),
            samples));
  }

  /**
   * How like a person's face another one is.
   *
   * @param version of the template it was compared with
   * @param cosine of the angle between them
   */
  public record Likeness(long version, double cosine) {}

  /**
   * Compares with a person's face; absent when none of that model is kept, or its consent no longer
   * holds. Reads no more than that takes, so it is much less work than {@link #find}.
   *
   * @throws dev.countersign.crypto.CannotDecrypt when it was changed or moved
   */
  public Optional<Likeness> compare(
      CustomerId customer, UserId user, String model, Embedding other) {
    return store.read(tx -> compare(tx, customer, user, model, other));
  }

  /** The same within a transaction. */
  public Optional<Likeness> compare(
      Transaction tx, CustomerId customer, UserId user, String model, Embedding other) {
    return Rereading.of(() -> likeness(tx, customer, user, model, other));
  }

  private Optional<Likeness> likeness(
      Transaction tx, CustomerId customer, UserId user, String model, Embedding other) {
    Optional<StoredTemplate> found =
        tx.faceTemplates()
            .find(customer, user)
            .filter(template -> template.model().equals(model) && allowed(tx, template));
    Optional<DataKey> key = found.flatMap(template -> keys.find(tx, customer, user));
    if (key.isEmpty()) {
      return Optional.empty();
    }
    StoredTemplate template = found.get();
    Embedding mean = Vectors.open(template, key.get());
    SecretRotation transform =
        transforms.of(tx, customer, template.rotationEpoch(), mean.dimension());
    return Optional.of(new Likeness(template.version(), mean.cosine(transform.turn(other))));
  }

  /** An embedding, turned as the customer's templates of that rotation are. */
  public Embedding turned(CustomerId customer, long rotation, Embedding embedding) {
    return transforms.of(customer, rotation, embedding.dimension()).turn(embedding);
  }
}
