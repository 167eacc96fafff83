package dev.countersign.matching;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.face.FaceSample;
import dev.countersign.privacy.FaceVault;
import dev.countersign.privacy.FaceVault.Template;
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
  public record Compared(long version, double cosine) {}

  /** Absent when the person is not enrolled, or was with another model. */
  public Optional<Compared> compare(
      CustomerId customer, UserId user, String model, FaceSample sample) {
    return vault
        .find(customer, user)
        .filter(template -> template.model().equals(model))
        .map(template -> compared(customer, template, sample));
  }

  /** The same within a transaction. */
  Optional<Compared> compare(
      Transaction tx, CustomerId customer, UserId user, String model, FaceSample sample) {
    return vault
        .find(tx, customer, user)
        .filter(template -> template.model().equals(model))
        .map(template -> compared(customer, template, sample));
  }

  private Compared compared(CustomerId customer, Template template, FaceSample sample) {
    double cosine =
        template.mean().cosine(vault.turned(customer, template.rotation(), sample.embedding()));
    return new Compared(template.version(), cosine);
  }

  /** Whether the person's template still is the one that was compared. */
  public static boolean holds(Transaction tx, CustomerId customer, UserId user, Compared compared) {
    return tx.faceTemplates()
        .find(customer, user)
        .filter(template -> template.version() == compared.version())
        .isPresent();
  }
}
