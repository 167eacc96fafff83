package dev.countersign.matching;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.face.FaceSample;
import dev.countersign.privacy.FaceVault;
import dev.countersign.privacy.FaceVault.Likeness;
import dev.countersign.store.Transaction;
import java.util.Optional;

/** Compares a face with a person's template, exactly. */
public final class FaceComparison {
  private final FaceVault vault;

  public FaceComparison(FaceVault vault) {
    this.vault = vault;
  }

  /**
   * How like a person a face is.
   *
   * @param version of the template it was compared with
   * @param cosine of the angle between them
   */
  public record Compared(long version, double cosine) {
    private static Compared of(Likeness likeness) {
      return new Compared(likeness.version(), likeness.cosine());
    }
  }

  /** Absent when the person is not enrolled, or was with another model. */
  public Optional<Compared> compare(
      CustomerId customer, UserId user, String model, FaceSample sample) {
    return vault.compare(customer, user, model, sample.embedding()).map(Compared::of);
  }

  /** The same within a transaction. */
  Optional<Compared> compare(
      Transaction tx, CustomerId customer, UserId user, String model, FaceSample sample) {
    return vault.compare(tx, customer, user, model, sample.embedding()).map(Compared::of);
  }

  /** Whether the person's template still is the one that was compared. */
  public static boolean holds(Transaction tx, CustomerId customer, UserId user, Compared compared) {
    return tx.faceTemplates()
        .find(customer, user)
        .filter(template -> template.version() == compared.version())
        .isPresent();
  }
}
