package dev.countersign.face.picture;

import java.util.Arrays;

/**
 * The inverse discrete cosine transform of a block (ITU-T T.81, section A.3.3), after Loeffler,
 * Ligtenberg and Moschytz ("Practical fast 1-D DCT algorithms with 11 multiplications", 1989) in
 * fixed point of 13 bits; of the lowest 4 by 4 or 2 by 2 frequencies where less is wanted.
 */
final class InverseDct {
  private static final int BITS = 13;
  private static final int EXTRA = 2;
  private static final int C0298 = 2446;
  private static final int C0390 = 3196;
  private static final int C0541 = 4433;
  private static final int C0765 = 6270;
  private static final int C0899 = 7373;
  private static final int C1175 = 9633;
  private static final int C1501 = 12299;
  private static final int C1847 = 15137;
  private static final int C1961 = 16069;
  private static final int C2053 = 16819;
  private static final int C2562 = 20995;
  private static final int C3072 = 25172;

  // Zigzag order stays within the first rows and columns up to here.
  private static final int WITHIN_FOUR = 10;

  private final int[] work = new int[64];

  /** Writes a block's samples and leaves it zero. */
  void apply(short[] block, int end, JpegComponent component, int target) {
    byte[] samples = component.samples;
    int stride = component.stride;
    int side = component.side;
    if (end == 1 || side == 1) {
      flat(block[0], samples, target, stride, side);
    } else if (side == 8) {
      eight(block, end <= WITHIN_FOUR ? 4 : 8, samples, target, stride);
    } else if (side == 4) {
      four(block, samples, target, stride);
    } else {
      two(block, samples, target, stride);
    }
    if (end == 1) {
      block[0] = 0;
    } else {
      Arrays.fill(block, (short) 0);
    }
  }

  private static void flat(int dc, byte[] samples, int target, int stride, int side) {
    byte level = sample((dc + 4) >> 3);
    for (int y = 0; y < side; y++) {
      int row = target + y * stride;
      for (int x = 0; x < side; x++) {
        samples[row + x] = level;
      }
    }
  }

  private static byte sample(int value) {
    return (byte) Math.max(0, Math.min(255, value + 128));
  }

  private void eight(short[] in, int columns, byte[] samples, int target, int stride) {
    for (int c = 0; c < columns; c++) {
      column(in, c);
    }
    for (int r = 0; r < 8; r++) {
      row(8 * r, columns, samples, target + r * stride);
    }
  }

  private void column(short[] in, int c) {
    int[] w = work;
    int s1 = in[c + 8];
    int s2 = in[c + 16];
    int s3 = in[c + 24];
    int s4 = in[c + 32];
    int s5 = in[c + 40];
    int s6 = in[c + 48];
    int s7 = in[c + 56];
    if ((s1 | s2 | s3 | s4 | s5 | s6 | s7) == 0) {
      int level = in[c] << EXTRA;
      for (int i = c; i < 64; i += 8) {
        w[i] = level;
      }
      return;
    }
    int z1 = (s2 + s6) * C0541;
    int even2 = z1 - s6 * C1847;
    int even3 = z1 + s2 * C0765;
    int even0 = ((in[c] + s4) << BITS) + (1 << (BITS - EXTRA - 1));
    int even1 = ((in[c] - s4) << BITS) + (1 << (BITS - EXTRA - 1));
    int t0 = even0 + even3;
    int t3 = even0 - even3;
    int t1 = even1 + even2;
    int t2 = even1 - even2;
    int z5 = (s7 + s3 + s5 + s1) * C1175;
    int z3 = z5 - (s7 + s3) * C1961;
    int z4 = z5 - (s5 + s1) * C0390;
    int za = (s7 + s1) * C0899;
    int zb = (s5 + s3) * C2562;
    int o0 = s7 * C0298 - za + z3;
    int o1 = s5 * C2053 - zb + z4;
    int o2 = s3 * C3072 - zb + z3;
    int o3 = s1 * C1501 - za + z4;
    int shift = BITS - EXTRA;
    w[c] = (t0 + o3) >> shift;
    w[c + 56] = (t0 - o3) >> shift;
    w[c + 8] = (t1 + o2) >> shift;
    w[c + 48] = (t1 - o2) >> shift;
    w[c + 16] = (t2 + o1) >> shift;
    w[c + 40] = (t2 - o1) >> shift;
    w[c + 24] = (t3 + o0) >> shift;
    w[c + 32] = (t3 - o0) >> shift;
  }

  private void row(int r, int columns, byte[] samples, int at) {
    int[] w = work;
    int s1 = w[r + 1];
    int s2 = w[r + 2];
    int s3 = w[r + 3];
    int s4 = 0;
    int s5 = 0;
    int s6 = 0;
    int s7 = 0;
    if (columns == 8) {
      s4 = w[r + 4];
      s5 = w[r + 5];
      s6 = w[r + 6];
      s7 = w[r + 7];
    }
    int z1 = (s2 + s6) * C0541;
    int even2 = z1 - s6 * C1847;
    int even3 = z1 + s2 * C0765;
    // With half a step for rounding, and 128, about which the samples lie.
    int shift = BITS + EXTRA + 3;
    int centre = (1 << (shift - 1)) + (128 << shift);
    int even0 = ((w[r] + s4) << BITS) + centre;
    int even1 = ((w[r] - s4) << BITS) + centre;
    int t0 = even0 + even3;
    int t3 = even0 - even3;
    int t1 = even1 + even2;
    int t2 = even1 - even2;
    int z5 = (s7 + s3 + s5 + s1) * C1175;
    int z3 = z5 - (s7 + s3) * C1961;
    int z4 = z5 - (s5 + s1) * C0390;
    int za = (s7 + s1) * C0899;
    int zb = (s5 + s3) * C2562;
    int o0 = s7 * C0298 - za + z3;
    int o1 = s5 * C2053 - zb + z4;
    int o2 = s3 * C3072 - zb + z3;
    int o3 = s1 * C1501 - za + z4;
    samples[at] = clamped((t0 + o3) >> shift);
    samples[at + 7] = clamped((t0 - o3) >> shift);
    samples[at + 1] = clamped((t1 + o2) >> shift);
    samples[at + 6] = clamped((t1 - o2) >> shift);
    samples[at + 2] = clamped((t2 + o1) >> shift);
    samples[at + 5] = clamped((t2 - o1) >> shift);
    samples[at + 3] = clamped((t3 + o0) >> shift);
    samples[at + 4] = clamped((t3 - o0) >> shift);
  }

  private static byte clamped(int value) {
    return (byte) Math.max(0, Math.min(255, value));
  }

  private void four(short[] in, byte[] samples, int target, int stride) {
    int[] w = work;
    for (int c = 0; c < 4; c++) {
      int even0 = ((in[c] + in[c + 16]) << BITS) + (1 << (BITS - EXTRA - 1));
      int even1 = ((in[c] - in[c + 16]) << BITS) + (1 << (BITS - EXTRA - 1));
      int z1 = (in[c + 8] + in[c + 24]) * C0541;
      int odd0 = z1 + in[c + 8] * C0765;
      int odd1 = z1 - in[c + 24] * C1847;
      w[c] = (even0 + odd0) >> (BITS - EXTRA);
      w[c + 12] = (even0 - odd0) >> (BITS - EXTRA);
      w[c + 4] = (even1 + odd1) >> (BITS - EXTRA);
      w[c + 8] = (even1 - odd1) >> (BITS - EXTRA);
    }
    int shift = BITS + EXTRA + 3;
    int centre = (1 << (shift - 1)) + (128 << shift);
    for (int r = 0; r < 4; r++) {
      int at = target + r * stride;
      int i = 4 * r;
      int even0 = ((w[i] + w[i + 2]) << BITS) + centre;
      int even1 = ((w[i] - w[i + 2]) << BITS) + centre;
      int z1 = (w[i + 1] + w[i + 3]) * C0541;
      int odd0 = z1 + w[i + 1] * C0765;
      int odd1 = z1 - w[i + 3] * C1847;
      samples[at] = clamped((even0 + odd0) >> shift);
      samples[at + 3] = clamped((even0 - odd0) >> shift);
      samples[at + 1] = clamped((even1 + odd1) >> shift);
      samples[at + 2] = clamped((even1 - odd1) >> shift);
    }
  }

  private static void two(short[] in, byte[] samples, int target, int stride) {
    int left = in[0] + in[8];
    int right = in[1] + in[9];
    int lowerLeft = in[0] - in[8];
    int lowerRight = in[1] - in[9];
    samples[target] = sample((left + right + 4) >> 3);
    samples[target + 1] = sample((left - right + 4) >> 3);
    samples[target + stride] = sample((lowerLeft + lowerRight + 4) >> 3);
    samples[target + stride + 1] = sample((lowerLeft - lowerRight + 4) >> 3);
  }
}
