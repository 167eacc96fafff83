package dev.countersign.face;

/**
 * What a picture's quality is worth when it is compared. Strangers score about the same in good and
 * in poor pictures, but a person scores far less against themselves in poor ones: the same cosine
 * says more there. Each side of a comparison is therefore weighted by {@code (usual /
 * quality)^0.3}.
 *
 * <p>The exponent was measured, and the usual quality chosen so that strangers match as often at
 * each threshold as without weights.
 */
final class QualityWeight {
  private static final double USUAL = 3.65;
  private static final double EXPONENT = .3;

  /** Nothing below is compared, and few are above; nobody gains by being further out. */
  private static final double LEAST = 2.5;

  private static final double MOST = 4.5;

  private QualityWeight() {}

  /** From 0.94, of the best, to 1.12, of the poorest that are compared. */
  static double of(double quality) {
    return Math.pow(USUAL / Math.clamp(quality, LEAST, MOST), EXPONENT);
  }
}
