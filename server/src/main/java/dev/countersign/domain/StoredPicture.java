package dev.countersign.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A picture of a face as it is stored.
 *
 * @param customerId the isolation boundary
 * @param id its identity
 * @param userId whose data key it is encrypted under, or null when it has a key of its own
 * @param purpose what it is kept for
 * @param kind what is on it
 * @param mediaType of the picture file, such as {@code image/jpeg}
 * @param sealed the picture file, encrypted
 * @param ownKey its own key, or null when it is encrypted under a person's
 * @param createdAt when it was taken
 * @param expiresAt when it is removed
 */
public record StoredPicture(
    CustomerId customerId,
    long id,
    @Nullable UserId userId,
    Purpose purpose,
    Kind kind,
    String mediaType,
    byte[] sealed,
    @Nullable OwnKey ownKey,
    Instant createdAt,
    Instant expiresAt) {
  /** What a picture is kept for. Names are stored, so they are never changed. */
  public enum Purpose {
    /** It belongs to the person's template, and goes with it. */
    TEMPLATE,
    /** It came with one request, and is kept for the customer's log of requests. */
    REQUEST
  }

  /** What is on a picture. Names are stored, so they are never changed. */
  public enum Kind {
    /** What was sent, as it was sent. */
    ORIGINAL,
    /** The crop that the vector was made of. */
    ALIGNED,
    /** Not a picture, but where the original is, of one that was not kept. */
    ADDRESS,
    /** A larger crop around the face, to look at. */
    PORTRAIT
  }

  /**
   * The key of a picture of nobody known.
   *
   * @param epoch the epoch whose key wraps it
   * @param wrapped the key, encrypted
   */
  public record OwnKey(long epoch, byte[] wrapped) {}
}
