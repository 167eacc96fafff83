package dev.countersign.domain;

import java.time.Instant;

/**
 * A person's face as it is stored: one vector, encrypted under the person's data key.
 *
 * @param customerId the isolation boundary
 * @param userId whose face it is
 * @param consentId what allows it to be kept
 * @param model what made the vector
 * @param rotationEpoch which of the customer's transforms turned it
 * @param version counts its changes, from 1
 * @param sealed the vector, encrypted
 * @param createdAt when the person enrolled
 * @param updatedAt when the vector last changed
 */
public record StoredTemplate(
    CustomerId customerId,
    UserId userId,
    long consentId,
    String model,
    long rotationEpoch,
    long version,
    byte[] sealed,
    Instant createdAt,
    Instant updatedAt) {
  /** The same after one more change. */
  public StoredTemplate next() {
    return new StoredTemplate(
        customerId,
        userId,
        consentId,
        model,
        rotationEpoch,
        version + 1,
        sealed,
        createdAt,
        updatedAt);
  }

  /** The same that another transform turns; its vector is to follow. */
  public StoredTemplate turnedBy(long rotation) {
    return new StoredTemplate(
        customerId, userId, consentId, model, rotation, version, sealed, createdAt, updatedAt);
  }

  /** The same with another vector, which changed then. */
  public StoredTemplate holding(byte[] vector, Instant at) {
    return new StoredTemplate(
        customerId, userId, consentId, model, rotationEpoch, version, vector, createdAt, at);
  }
}
