package dev.countersign.picture;

import dev.countersign.face.Picture;
import dev.countersign.face.picture.DecodedPicture;
import dev.countersign.face.picture.PictureFormat;

/**
 * A picture a caller gave.
 *
 * @param file its file's bytes, as they came
 * @param decoded what is in it
 * @param inline whether the file was in the call itself, not at an address
 */
public record GivenPicture(byte[] file, DecodedPicture decoded, boolean inline) {
  /** What to look at. */
  public Picture picture() {
    return decoded.picture();
  }

  /** Of the file. */
  public PictureFormat format() {
    return decoded.format();
  }
}
