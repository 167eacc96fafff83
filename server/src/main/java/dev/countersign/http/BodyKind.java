package dev.countersign.http;

/** What body a call takes, and so how large and of which media type it may be. */
public enum BodyKind {
  /** None; one that is sent is not read. */
  NONE,
  JSON,
  /** JSON or application/x-www-form-urlencoded. */
  JSON_OR_FORM,
  /** Only application/x-www-form-urlencoded. */
  FORM,
  /** JSON that may carry a picture. */
  PICTURE_JSON,
  /** A form with a file, multipart/form-data, that may be a picture. */
  PICTURE_FORM,
  /**
   * A form with a file that may be far larger than memory, multipart/form-data. Nothing of it is
   * read before the endpoint, or what guards it, asks.
   */
  FILE_FORM,
  /**
   * One file as it is, of any media type, that may be far larger than memory. Nothing of it is read
   * before the endpoint asks.
   */
  FILE,
  /** One frame of a camera: a small JPEG file, image/jpeg. */
  FRAME;

  /** Whether it is a form with a file. */
  public boolean hasFile() {
    return this == PICTURE_FORM || this == FILE_FORM;
  }
}
