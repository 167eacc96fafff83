package dev.countersign.face.picture;

/** The kinds of picture files that are read, told by their first bytes alone. */
public enum PictureFormat {
  JPEG("image/jpeg"),
  PNG("image/png"),
  TIFF("image/tiff"),
  WEBP("image/webp"),
  /** The first page of a document. */
  PDF("application/pdf");

  private final String mediaType;

  PictureFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** As in a Content-Type header. */
  public String mediaType() {
    return mediaType;
  }

  /**
   * The format of a file.
   *
   * @throws PictureRefused with {@code UNSUPPORTED} when it is another one
   */
  public static PictureFormat of(byte[] file) throws PictureRefused {
    return Signatures.format(file);
  }
}
