package dev.countersign.privacy;

import dev.countersign.crypto.Binding;
import dev.countersign.crypto.CannotDecrypt;
import dev.countersign.crypto.DataKey;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.StoredPicture;
import dev.countersign.domain.StoredPicture.Kind;
import dev.countersign.domain.StoredPicture.OwnKey;
import dev.countersign.domain.StoredPicture.Purpose;
import dev.countersign.domain.UserId;
import dev.countersign.keys.DataKeys;
import dev.countersign.store.FacePictures.Listed;
import dev.countersign.store.Store;
import dev.countersign.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pictures. Those of a person, or of a request that named one, are encrypted under the
 * person's key and go with the person. Those of nobody known have a key each, which goes with the
 * picture.
 */
public final class PictureVault {
  private final Store store;
  private final DataKeys keys;
  private final IdSource ids;
  private final SecureRandom random;
  private final InstantSource clock;

  public PictureVault(
      Store store, DataKeys keys, IdSource ids, SecureRandom random, InstantSource clock) {
    this.store = store;
    this.keys = keys;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /**
   * A picture file.
   *
   * @param kind what is on it
   * @param mediaType such as {@code image/jpeg}
   * @param bytes the file
   */
  public record Opened(Kind kind, String mediaType, byte[] bytes) {
    /** Without the picture. */
    @Override
    public String toString() {
      return "Opened[" + kind + "]";
    }
  }

  /**
   * Keeps a picture that came with a request; answers its id.
   *
   * @param named the person the request named, and whose erasure takes it along; empty for nobody
   */
  public long keepOfRequest(
      Transaction tx, CustomerId customer, Optional<UserId> named, NewPicture picture) {
    long id = ids.next();
    if (named.isPresent()) {
      DataKey key = keys.findOrMake(tx, customer, named.get());
      tx.facePictures().add(sealed(customer, id, named.get(), Purpose.REQUEST, picture, key, null));
      return id;
    }
    DataKey key = DataKey.generate(random);
    OwnKey own = keys.wrap(tx, customer, id, key);
    tx.facePictures().add(sealed(customer, id, null, Purpose.REQUEST, picture, key, own));
    return id;
  }

  /** Keeps a picture that belongs to a person's template; answers its id. */
  long keepOfTemplate(Transaction tx, CustomerId customer, UserId user, NewPicture picture) {
    long id = ids.next();
    DataKey key = keys.findOrMake(tx, customer, user);
    tx.facePictures().add(sealed(customer, id, user, Purpose.TEMPLATE, picture, key, null));
    return id;
  }

  private StoredPicture sealed(
      CustomerId customer,
      long id,
      @Nullable UserId user,
      Purpose purpose,
      NewPicture picture,
      DataKey key,
      @Nullable OwnKey own) {
    Instant now = clock.instant();
    return new StoredPicture(
        customer,
        id,
        user,
        purpose,
        picture.kind(),
        picture.mediaType(),
        key.seal(picture.bytes(), binding(customer, id), random),
        own,
        now,
        now.plus(picture.kept()));
  }

  /**
   * The picture of that id; absent when the customer has none, or its time is over.
   *
   * @throws dev.countersign.crypto.CannotDecrypt when it was changed or moved
   */
  public Optional<Opened> open(CustomerId customer, long id) {
    return Rereading.of(() -> store.read(tx -> open(tx, customer, id)));
  }

  /**
   * The address that is kept under that id instead of a picture; absent when there is none, its
   * time is over, or it cannot be read.
   */
  public Optional<String> address(CustomerId customer, long id) {
    try {
      return open(customer, id)
          .filter(opened -> opened.kind() == Kind.ADDRESS)
          .map(opened -> new String(opened.bytes(), StandardCharsets.UTF_8));
    } catch (CannotDecrypt e) {
      return Optional.empty();
    }
  }

  /** Whether there is a picture of that id, and its time is not over. */
  public boolean holds(CustomerId customer, long id) {
    return size(customer, id).isPresent();
  }

  /** How many bytes it takes, as it is kept; absent when there is none, or its time is over. */
  public OptionalInt size(CustomerId customer, long id) {
    Instant now = clock.instant();
    return store
        .read(tx -> tx.facePictures().outline(customer, id))
        .filter(picture -> now.isBefore(picture.expiresAt()))
        .map(picture -> OptionalInt.of(picture.bytes()))
        .orElseGet(OptionalInt::empty);
  }

  /**
   * The crop, 112 by 112, that was aligned for recognition, by the id of a picture of the same
   * template; absent where none was kept, as of pictures that only came to be compared.
   */
  public Optional<Opened> openAligned(CustomerId customer, long id) {
    return Rereading.of(() -> store.read(tx -> openAligned(tx, customer, id)));
  }

  private Optional<Opened> openAligned(Transaction tx, CustomerId customer, long id) {
    return tx.facePictures()
        .find(customer, id)
        .filter(picture -> picture.purpose() == Purpose.TEMPLATE)
        .map(StoredPicture::userId)
        .flatMap(user ->
            tx.facePictures().ofTemplate(customer, user).stream()
                .filter(picture -> picture.kind() == Kind.ALIGNED)
                .findFirst())
        .flatMap(aligned -> open(tx, customer, aligned.id()));
  }

  private Optional<Opened> open(Transaction tx, CustomerId customer, long id) {
    Instant now = clock.instant();
    Optional<StoredPicture> found =
        tx.facePictures().find(customer, id).filter(one -> now.isBefore(one.expiresAt()));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    StoredPicture picture = found.get();
    return key(tx, picture)
        .map(key ->
            new Opened(
                picture.kind(),
                picture.mediaType(),
                key.open(picture.sealed(), binding(customer, id))));
  }

  private Optional<DataKey> key(Transaction tx, StoredPicture picture) {
    OwnKey own = picture.ownKey();
    if (own != null) {
      return Optional.of(keys.open(tx, picture.customerId(), picture.id(), own));
    }
    return Optional.ofNullable(picture.userId())
        .flatMap(user -> keys.find(tx, picture.customerId(), user));
  }

  /** The id of the picture of that kind that belongs to a person's template. */
  public Optional<Long> ofTemplate(CustomerId customer, UserId user, Kind kind) {
    Instant now = clock.instant();
    return store.read(tx -> tx.facePictures().ofTemplate(customer, user)).stream()
        .filter(picture -> picture.kind() == kind && now.isBefore(picture.expiresAt()))
        .map(Listed::id)
        .findFirst();
  }

  static Binding binding(CustomerId customer, long id) {
    return new Binding("face_picture", "sealed", customer.value(), Long.toString(id));
  }
}
