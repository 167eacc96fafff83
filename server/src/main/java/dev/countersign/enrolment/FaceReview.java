package dev.countersign.enrolment;

import dev.countersign.domain.Consent;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.StoredPicture.Kind;
import dev.countersign.domain.StoredSample;
import dev.countersign.domain.StoredTemplate;
import dev.countersign.domain.UserId;
import dev.countersign.privacy.PictureVault;
import dev.countersign.privacy.PictureVault.Opened;
import dev.countersign.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is kept of a person's face and by what right, for whoever administers the account. */
public final class FaceReview {
  private final Store store;
  private final PictureVault pictures;

  public FaceReview(Store store, PictureVault pictures) {
    this.store = store;
    this.pictures = pictures;
  }

  /**
   * A face that is kept.
   *
   * @param enrolledAt when the person enrolled
   * @param changedAt when its vector last changed
   * @param model what made the vector
   * @param qualities of the pictures behind it as the engine measures it, the first first
   */
  public record Kept(Instant enrolledAt, Instant changedAt, String model, List<Double> qualities) {
    /** Keeps an unmodifiable copy. */
    public Kept {
      qualities = List.copyOf(qualities);
    }
  }

  /** What is kept of the person's face, if anything is. */
  public Optional<Kept> of(CustomerId customer, UserId user) {
    return store.read(tx -> {
      Optional<StoredTemplate> template = tx.faceTemplates().find(customer, user);
      List<Double> qualities =
          tx.faceTemplates().samples(customer, user).stream().map(StoredSample::quality).toList();
      return template.map(
          one -> new Kept(one.createdAt(), one.updatedAt(), one.model(), qualities));
    });
  }

  /** Everything the person agreed to, newest first. */
  public List<Consent> consents(CustomerId customer, UserId user) {
    return store.read(tx -> tx.consents().list(customer, user));
  }

  /** The picture of that kind that is kept with the face, if there is one. */
  public Optional<Opened> picture(CustomerId customer, UserId user, Kind kind) {
    return pictures.ofTemplate(customer, user, kind).flatMap(id -> pictures.open(customer, id));
  }
}
