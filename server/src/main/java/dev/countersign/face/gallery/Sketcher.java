package dev.countersign.face.gallery;

import java.util.SplittableRandom;

/**
 * Turns vectors into sign sketches: one bit for each of many directions, set where the centred
 * vector lies on the positive side. The share of bits in which two sketches differ estimates the
 * angle between the vectors divided by π.
 *
 * <p>Source: M. Charikar, "Similarity estimation techniques from rounding algorithms" (2002), with
 * the dense random directions replaced by rounds of random signs and Walsh-Hadamard transforms (N.
 * Ailon, B. Chazelle, "The fast Johnson-Lindenstrauss transform", 2009): n·log n additions instead
 * of n² products. Two rounds mix the components; each further round gives as many more directions.
 *
 * <p>The vectors are centred but not whitened. Whitened sketches find the enrolled person with a
 * shorter list, but miss strangers whose cosine is higher still: at a million invented templates
 * and probes at .42 a quarter to a half of the best hits, which a search must not hide.
 *
 * <p>Shared by threads; the directions are always the same.
 */
final class Sketcher {
  private static final long SEED = 0x5DEECE66DL;

  private final float[] centre;
  private final int bits;
  private final int padded;
  private final float[][] signs;

  /**
   * A sketcher.
   *
   * @param centre the mean of the vectors it will see
   * @param bits of a sketch, a multiple of 32
   */
  Sketcher(float[] centre, int bits) {
    this.centre = centre;
    this.bits = bits;
    this.padded = Math.max(32, Integer.highestOneBit(centre.length * 2 - 1));
    this.signs = signs(1 + (bits + padded - 1) / padded, padded);
  }

  private static float[][] signs(int rounds, int length) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[][] signs = new float[rounds][length];
    for (float[] round : signs) {
      for (int i = 0; i < length; i++) {
        round[i] = random.nextBoolean() ? 1 : -1;
      }
    }
    return signs;
  }

  /** The sketch of a vector: {@code bits / 32} words. */
  int[] sketch(float[] vector) {
    float[] work = new float[padded];
    for (int i = 0; i < centre.length; i++) {
      work[i] = vector[i] - centre[i];
    }
    int[] words = new int[bits / 32];
    transform(work, signs[0]);
    for (int round = 1; round < signs.length; round++) {
      transform(work, signs[round]);
      collect(work, words, (round - 1) * padded);
    }
    return words;
  }

  private static void transform(float[] work, float[] signs) {
    for (int i = 0; i < work.length; i++) {
      work[i] *= signs[i];
    }
    for (int half = work.length / 2; half > 0; half /= 2) {
      for (int start = 0; start < work.length; start += 2 * half) {
        butterflies(work, start, half);
      }
    }
    // Only signs matter, but without this the numbers would grow with every round.
    float scale = (float) (1 / Math.sqrt(work.length));
    for (int i = 0; i < work.length; i++) {
      work[i] *= scale;
    }
  }

  private static void butterflies(float[] work, int start, int half) {
    for (int i = start; i < start + half; i++) {
      float left = work[i];
      float right = work[i + half];
      work[i] = left + right;
      work[i + half] = left - right;
    }
  }

  private static void collect(float[] work, int[] words, int firstBit) {
    int count = Math.min(work.length, words.length * 32 - firstBit);
    for (int i = 0; i < count; i++) {
      int bit = firstBit + i;
      words[bit >>> 5] |= (work[i] > 0 ? 1 : 0) << (bit & 31);
    }
  }
}
