package dev.countersign.privacy;

import dev.countersign.crypto.CannotDecrypt;
import dev.countersign.crypto.DataKey;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.StoredPicture;
import dev.countersign.domain.StoredPicture.Purpose;
import dev.countersign.domain.UserId;
import dev.countersign.keys.DataKeys;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Takes the pictures of people's templates out of a database and puts them into another. */
public final class PictureCopies {
  private final DataKeys keys;
  private final SecureRandom random;

  public PictureCopies(DataKeys keys, SecureRandom random) {
    this.keys = keys;
    this.random = random;
  }

  /**
   * The customer's pictures by id, starting after that id (0 for the first), at most so many rows.
   * Answers the id of the last row, 0 when there is none.
   *
   * @param readable is given every picture
   * @param unreadable is given the ids of those that do not decrypt
   */
  public long page(
      Transaction tx,
      CustomerId customer,
      long afterId,
      int limit,
      Consumer<PictureCopy> readable,
      LongConsumer unreadable) {
    List<StoredPicture> rows = tx.facePictures().page(customer, afterId, limit);
    for (StoredPicture row : rows) {
      opened(tx, row).ifPresentOrElse(readable, () -> unreadable.accept(row.id()));
    }
    return rows.isEmpty() ? 0 : rows.getLast().id();
  }

  /** The picture of that id; absent when there is none of a template, or it does not decrypt. */
  public Optional<PictureCopy> find(Transaction tx, CustomerId customer, long id) {
    return tx.facePictures()
        .find(customer, id)
        .filter(picture -> picture.purpose() == Purpose.TEMPLATE)
        .flatMap(picture -> opened(tx, picture));
  }

  private Optional<PictureCopy> opened(Transaction tx, StoredPicture picture) {
    UserId user = picture.userId();
    if (user == null) {
      return Optional.empty();
    }
    try {
      return keys.find(tx, picture.customerId(), user).map(key -> opened(picture, user, key));
    } catch (CannotDecrypt e) {
      return Optional.empty();
    }
  }

  private static PictureCopy opened(StoredPicture picture, UserId user, DataKey key) {
    return new PictureCopy(
        picture.customerId(),
        picture.id(),
        user,
        picture.kind(),
        picture.mediaType(),
        key.open(picture.sealed(), PictureVault.binding(picture.customerId(), picture.id())),
        picture.createdAt(),
        picture.expiresAt());
  }

  /** Keeps the picture, in place of the one of that id if there is one. */
  public void put(Transaction tx, PictureCopy picture) {
    DataKey key = keys.findOrMake(tx, picture.customer(), picture.user());
    byte[] sealed =
        key.seal(picture.bytes(), PictureVault.binding(picture.customer(), picture.id()), random);
    tx.facePictures().delete(picture.customer(), picture.id());
    tx.facePictures()
        .add(
            new StoredPicture(
                picture.customer(),
                picture.id(),
                picture.user(),
                Purpose.TEMPLATE,
                picture.kind(),
                picture.mediaType(),
                sealed,
                null,
                picture.createdAt(),
                picture.expiresAt()));
  }
}
