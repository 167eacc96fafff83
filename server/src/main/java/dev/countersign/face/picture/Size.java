package dev.countersign.face.picture;

/**
 * A picture's size, as its file's header says, within the limits.
 *
 * @param width in pixels
 * @param height in pixels
 */
record Size(int width, int height) {
  private static final long MOST_PIXELS = 40_000_000;
  private static final int LONGEST_SIDE = 30_000;

  /** Refuses what is too large before anything is decoded. */
  static Size of(long width, long height) throws PictureRefused {
    if (width < 1 || height < 1) {
      throw PictureRefused.corrupt();
    }
    if (width > LONGEST_SIDE || height > LONGEST_SIDE || width * height > MOST_PIXELS) {
      throw PictureRefused.tooManyPixels(width, height);
    }
    return new Size((int) width, (int) height);
  }

  long pixels() {
    return (long) width * height;
  }
}
