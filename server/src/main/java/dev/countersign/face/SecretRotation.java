package dev.countersign.face;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret turn of the space embeddings live in. It keeps every angle, so the cosines of two
 * vectors that were turned alike are what they were; vectors that were turned by different secrets
 * have nothing to do with each other.
 *
 * <p>Three rounds, each of sign flips, a Walsh-Hadamard transform and, where there are several
 * blocks, an exchange of places between them. A dimension that is no power of two is cut into
 * blocks that are, the largest first (704 = 512 + 128 + 64), so nothing is padded and the dimension
 * stays. The flips and places come from HMAC-SHA256 in counter mode (NIST SP 800-108) over the
 * secret: the secret is 32 bytes, not a matrix. Instances may be shared between threads.
 *
 * @see <a href="https://doi.org/10.1137/090771806">Tropp, Improved analysis of the subsampled
 *     randomized Hadamard transform</a>
 */
public final class SecretRotation {
  /** How many bytes a secret has. */
  public static final int SECRET_LENGTH = 32;

  private static final int ROUNDS = 3;
  private static final String ALGORITHM = "HmacSHA256";

  private final int dimension;
  private final float[][] flips = new float[ROUNDS][];
  private final int[][] places = new int[ROUNDS][];

  /**
   * The turn that a secret stands for.
   *
   * @param secret 32 random bytes
   * @param dimension how many numbers the vectors have, at least 2
   * @throws IllegalArgumentException when either is out of range
   */
  public SecretRotation(byte[] secret, int dimension) {
    if (secret.length != SECRET_LENGTH || dimension < 2) {
      throw new IllegalArgumentException(
          "A rotation has a secret of 32 bytes and 2 dimensions or more, not "
              + secret.length
              + " and "
              + dimension);
    }
    this.dimension = dimension;
    for (int round = 0; round < ROUNDS; round++) {
      flips[round] = flips(stream(secret, "signs", dimension, round, dimension / Byte.SIZE + 1));
      places[round] = places(stream(secret, "places", dimension, round, dimension * Long.BYTES));
    }
  }

  /** How many numbers the vectors have. */
  public int dimension() {
    return dimension;
  }

  /** The embedding, turned. */
  public Embedding turn(Embedding embedding) {
    return Embedding.ofUnit(turn(embedding.values()));
  }

  /** The vector, turned; its length stays. The one given is not changed. */
  public float[] turn(float[] vector) {
    float[] turned = copy(vector);
    for (int round = 0; round < ROUNDS; round++) {
      flip(turned, flips[round]);
      transform(turned);
      turned = moved(turned, places[round]);
    }
    return turned;
  }

  /** What was turned, turned back. The one given is not changed. */
  public float[] turnBack(float[] turned) {
    float[] vector = copy(turned);
    for (int round = ROUNDS - 1; round >= 0; round--) {
      vector = movedBack(vector, places[round]);
      transform(vector);
      flip(vector, flips[round]);
    }
    return vector;
  }

  private float[] copy(float[] vector) {
    if (vector.length != dimension) {
      throw new IllegalArgumentException(
          "A vector of " + vector.length + " numbers where there should be " + dimension);
    }
    return vector.clone();
  }

  private static void flip(float[] vector, float[] signs) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= signs[i];
    }
  }

  /** The normalised transform of every block; it is its own inverse. */
  private static void transform(float[] vector) {
    int from = 0;
    while (from < vector.length) {
      int size = Integer.highestOneBit(vector.length - from);
      transform(vector, from, size);
      from += size;
    }
  }

  private static void transform(float[] vector, int from, int size) {
    for (int half = 1; half < size; half *= 2) {
      for (int start = from; start < from + size; start += 2 * half) {
        for (int i = start; i < start + half; i++) {
          float a = vector[i];
          float b = vector[i + half];
          vector[i] = a + b;
          vector[i + half] = a - b;
        }
      }
    }
    float scale = (float) (1 / Math.sqrt(size));
    for (int i = from; i < from + size; i++) {
      vector[i] *= scale;
    }
  }

  private static float[] moved(float[] vector, int[] places) {
    if (places.length == 0) {
      return vector;
    }
    float[] moved = new float[vector.length];
    for (int i = 0; i < moved.length; i++) {
      moved[places[i]] = vector[i];
    }
    return moved;
  }

  private static float[] movedBack(float[] vector, int[] places) {
    if (places.length == 0) {
      return vector;
    }
    float[] moved = new float[vector.length];
    for (int i = 0; i < moved.length; i++) {
      moved[i] = vector[places[i]];
    }
    return moved;
  }

  private float[] flips(byte[] bits) {
    float[] signs = new float[dimension];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = 1 - 2 * ((bits[i / Byte.SIZE] >> (i % Byte.SIZE)) & 1);
    }
    return signs;
  }

  /** A shuffle (Fisher and Yates), or nothing where one block mixes all by itself. */
  private int[] places(byte[] random) {
    if (Integer.bitCount(dimension) == 1) {
      return new int[0];
    }
    int[] places = new int[dimension];
    ByteBuffer numbers = ByteBuffer.wrap(random);
    for (int i = 0; i < dimension; i++) {
      // 64 bits for a choice among hundreds: the remainder favours none to speak of.
      int other = (int) Long.remainderUnsigned(numbers.getLong(), i + 1);
      places[i] = places[other];
      places[other] = i;
    }
    return places;
  }

  private static byte[] stream(byte[] secret, String use, int dimension, int round, int length) {
    byte[] label =
        ("countersign face rotation " + use + " " + dimension + " " + round)
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer stream = ByteBuffer.allocate(length);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      for (int counter = 1; stream.hasRemaining(); counter++) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(counter).flip());
        byte[] block = mac.doFinal(label);
        stream.put(block, 0, Math.min(block.length, stream.remaining()));
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
    }
    return stream.array();
  }

  /** Always {@code SecretRotation[…]}. */
  @Override
  public String toString() {
    return "SecretRotation[…]";
  }
}
