package dev.countersign.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The proof that a person's biometric data was erased. It outlives the person's account.
 *
 * @param customerId whose user it was
 * @param id its identity
 * @param userId who it was
 * @param erasedAt when
 * @param epoch the epoch whose key has to be destroyed before copies of the database made earlier
 *     are unreadable too; 0 when nothing had been encrypted
 * @param erased how much there was
 * @param epochDestroyedAt since when that key is destroyed, or null
 */
public record ErasureReceipt(
    CustomerId customerId,
    long id,
    UserId userId,
    Instant erasedAt,
    long epoch,
    Counts erased,
    @Nullable Instant epochDestroyedAt) {
  /**
   * How much was erased.
   *
   * @param templates 1 for a person who was enrolled
   * @param samples the vectors behind it
   * @param pictures of all kinds
   * @param consents the records of consent, kept when only the face was erased
   */
  public record Counts(long templates, long samples, long pictures, long consents) {}

  /** Whether copies of the database made before the erasure are unreadable too. */
  public boolean complete() {
    return epoch == 0 || epochDestroyedAt != null;
  }
}
