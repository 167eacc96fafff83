package dev.countersign.face.picture;

/**
 * The forward discrete cosine transform of a block (ITU-T T.81, section A.3.3) with quantisation,
 * after Arai, Agui and Nakajima ("A fast DCT-SQ scheme for images", 1988): 5 multiplications a row
 * or column, the others moved into the quantisation's.
 */
final class ForwardDct {
  private static final float C2_MINUS_C6 = .5411961f;
  private static final float C2_PLUS_C6 = 1.3065630f;
  private static final float C4 = .70710677f;
  private static final float C6 = .38268343f;
  private static final double[] SCALES = {
    1, 1.387039845, 1.306562965, 1.175875602, 1, .785694958, .541196100, .275899379
  };

  private final float[] factors = new float[64];

  /** With the steps of a quantisation table, row by row. */
  ForwardDct(int[] steps) {
    for (int i = 0; i < factors.length; i++) {
      factors[i] = (float) (1 / (8 * steps[i] * SCALES[i / 8] * SCALES[i % 8]));
    }
  }

  /** Transforms samples about zero, which it overwrites, into quantised coefficients. */
  void apply(float[] block, int[] coefficients) {
    for (int row = 0; row < 64; row += 8) {
      pass(block, row, 1);
    }
    for (int column = 0; column < 8; column++) {
      pass(block, column, 8);
    }
    for (int i = 0; i < 64; i++) {
      // To the nearest: the cast alone would cut towards zero.
      coefficients[i] = (int) (block[i] * factors[i] + 16384.5f) - 16384;
    }
  }

  private static void pass(float[] b, int at, int step) {
    float s07 = b[at] + b[at + 7 * step];
    float d07 = b[at] - b[at + 7 * step];
    float s16 = b[at + step] + b[at + 6 * step];
    float d16 = b[at + step] - b[at + 6 * step];
    float s25 = b[at + 2 * step] + b[at + 5 * step];
    float d25 = b[at + 2 * step] - b[at + 5 * step];
    float s34 = b[at + 3 * step] + b[at + 4 * step];
    float d34 = b[at + 3 * step] - b[at + 4 * step];
    float even0 = s07 + s34;
    float even1 = s16 + s25;
    float even3 = s07 - s34;
    float turned = (s16 - s25 + even3) * C4;
    b[at] = even0 + even1;
    b[at + 4 * step] = even0 - even1;
    b[at + 2 * step] = even3 + turned;
    b[at + 6 * step] = even3 - turned;
    float odd0 = d34 + d25;
    float odd1 = (d25 + d16) * C4;
    float odd2 = d16 + d07;
    float z5 = (odd0 - odd2) * C6;
    float z2 = C2_MINUS_C6 * odd0 + z5;
    float z4 = C2_PLUS_C6 * odd2 + z5;
    float above = d07 + odd1;
    float below = d07 - odd1;
    b[at + 5 * step] = below + z2;
    b[at + 3 * step] = below - z2;
    b[at + step] = above + z4;
    b[at + 7 * step] = above - z4;
  }
}
