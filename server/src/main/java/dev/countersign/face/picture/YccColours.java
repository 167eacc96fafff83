package dev.countersign.face.picture;

/** Luma and chroma to RGB: ITU-T T.871, section 7, in fixed point of 16 bits. */
final class YccColours {
  private static final int HALF = 1 << 15;
  private static final int CR_RED = 91_881;
  private static final int CB_GREEN = 22_554;
  private static final int CR_GREEN = 46_802;
  private static final int CB_BLUE = 116_130;

  private YccColours() {}

  static void convert(int y, int cb, int cr, byte[] rgb, int at) {
    int blueness = cb - 128;
    int redness = cr - 128;
    rgb[at] = clamped(y + ((CR_RED * redness + HALF) >> 16));
    rgb[at + 1] = clamped(y + ((HALF - CB_GREEN * blueness - CR_GREEN * redness) >> 16));
    rgb[at + 2] = clamped(y + ((CB_BLUE * blueness + HALF) >> 16));
  }

  /**
   * A row of pixels, red in the lowest bits. One short loop for each colour, without branches:
   * those the compiler makes vector instructions of, and of one long loop, measured, not.
   */
  static void convert(int[] y, int[] cb, int[] cr, int[] pixels) {
    for (int i = 0; i < pixels.length; i++) {
      int red = y[i] + ((CR_RED * (cr[i] - 128) + HALF) >> 16);
      pixels[i] = Math.max(0, Math.min(255, red));
    }
    for (int i = 0; i < pixels.length; i++) {
      int green = y[i] + ((HALF - CB_GREEN * (cb[i] - 128) - CR_GREEN * (cr[i] - 128)) >> 16);
      pixels[i] |= Math.max(0, Math.min(255, green)) << 8;
    }
    for (int i = 0; i < pixels.length; i++) {
      int blue = y[i] + ((CB_BLUE * (cb[i] - 128) + HALF) >> 16);
      pixels[i] |= Math.max(0, Math.min(255, blue)) << 16;
    }
  }

  private static byte clamped(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }
}
