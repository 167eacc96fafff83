package dev.countersign.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.StoredPicture;
import dev.countersign.privacy.PictureCopies;
import dev.countersign.privacy.PictureCopy;
import dev.countersign.store.Transaction;
import java.util.Optional;
import java.util.function.Consumer;

/** The pictures that belong to people's faces; the file itself is in the secret part. */
final class PictureKind implements RecordKind<PictureCopy> {
  /** Few at once: one may have seven megabytes. */
  private static final int PICTURES_AT_ONCE = 8;

  private final PictureCopies pictures;

  PictureKind(PictureCopies pictures) {
    this.pictures = pictures;
  }

  @Override
  public String type() {
    return "face-picture";
  }

  @Override
  public boolean needsSecret() {
    return true;
  }

  @Override
  public void each(Reading reading, Consumer<PictureCopy> sink) {
    long last = page(reading, 0, sink);
    while (last > 0) {
      last = page(reading, last, sink);
    }
  }

  private long page(Reading reading, long after, Consumer<PictureCopy> sink) {
    return pictures.page(
        reading.tx(),
        reading.customer(),
        after,
        PICTURES_AT_ONCE,
        sink,
        id -> reading.unreadable().accept("picture " + id));
  }

  @Override
  public Identity identity(PictureCopy picture) {
    return Identity.of(picture.customer(), picture.id());
  }

  @Override
  public void write(PictureCopy picture, ObjectNode open, ObjectNode secret) {
    open.put("user", picture.user().toString());
    open.put("kind", picture.kind().name());
    open.put("mediaType", picture.mediaType());
    open.put("createdAt", picture.createdAt().toString());
    open.put("expiresAt", picture.expiresAt().toString());
    secret.put("bytes", picture.bytes());
  }

  @Override
  public PictureCopy read(Fields open, Optional<Fields> secret) {
    Fields hidden = Fields.required(secret);
    return new PictureCopy(
        open.customer(),
        open.id("id"),
        open.user("user"),
        open.one("kind", StoredPicture.Kind.class),
        open.text("mediaType"),
        hidden.bytes("bytes"),
        open.instant("createdAt"),
        open.instant("expiresAt"));
  }

  @Override
  public Optional<PictureCopy> find(Transaction tx, PictureCopy picture) {
    return pictures.find(tx, picture.customer(), picture.id());
  }

  @Override
  public Optional<String> obstacle(Here here, PictureCopy picture) {
    return here.missingUser(picture.customer(), picture.user());
  }

  @Override
  public void store(Writing writing, PictureCopy picture, Optional<PictureCopy> old) {
    pictures.put(writing.tx(), picture);
  }
}
