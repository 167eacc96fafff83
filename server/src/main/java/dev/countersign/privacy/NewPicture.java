package dev.countersign.privacy;

import dev.countersign.domain.StoredPicture.Kind;
import java.time.Duration;

/**
 * A picture file to be kept. The bytes are not copied: whoever makes one gives them away.
 *
 * @param kind what is on it
 * @param mediaType such as {@code image/jpeg}
 * @param bytes the file
 * @param kept how long
 */
public record NewPicture(Kind kind, String mediaType, byte[] bytes, Duration kept) {
  /** Without the picture. */
  @Override
  public String toString() {
    return "NewPicture[" + kind + "]";
  }
}
