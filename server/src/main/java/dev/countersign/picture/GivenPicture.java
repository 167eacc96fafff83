package dev.countersign.picture;

import dev.countersign.face.picture.PictureFormat;

/**
 * A picture a caller gave, not decoded.
 *
 * @param file its file's bytes, as they came
 * @param format of the file
 * @param url it was fetched from, or the empty string where the file was in the call itself
 */
public record GivenPicture(byte[] file, PictureFormat format, String url) {
  /** Whether the file was in the call itself, not at an address. */
  public boolean inline() {
    return url.isEmpty();
  }

  /** Without the file, and without the URL, whose query may hold a credential. */
  @Override
  public String toString() {
    return "GivenPicture[" + format + "]";
  }
}
