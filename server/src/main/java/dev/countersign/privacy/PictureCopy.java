package dev.countersign.privacy;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.StoredPicture.Kind;
import dev.countersign.domain.UserId;
import java.time.Instant;

/**
 * A picture that belongs to a person's template, as it goes from one database to another. The bytes
 * are not copied: whoever makes one gives them away.
 *
 * @param customer the isolation boundary
 * @param id its identity
 * @param user whose picture it is
 * @param kind what is on it
 * @param mediaType such as {@code image/jpeg}
 * @param bytes the file
 * @param createdAt when it was taken
 * @param expiresAt when it is removed
 */
public record PictureCopy(
    CustomerId customer,
    long id,
    UserId user,
    Kind kind,
    String mediaType,
    byte[] bytes,
    Instant createdAt,
    Instant expiresAt) {
  /** Without the picture. */
  @Override
  public String toString() {
    return "PictureCopy[" + id + " of " + customer + "]";
  }
}
