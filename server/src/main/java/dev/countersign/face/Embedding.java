package dev.countersign.face;

import java.util.List;

/**
 * A face as a point on the unit sphere: faces of one person lie close together. The dot product of
 * two is their cosine. Only embeddings of the same model can be compared.
 *
 * <p>The array is not copied: whoever makes an embedding gives it away.
 */
public final class Embedding {
  private static final double TOLERANCE = 1e-3;

  private final float[] values;

  private Embedding(float[] values) {
    this.values = values;
  }

  /**
   * Over values that have length one already.
   *
   * @throws IllegalArgumentException when their length is further than 1e-3 from one
   */
  public static Embedding ofUnit(float[] values) {
    double norm = norm(values);
    if (!(Math.abs(norm - 1) <= TOLERANCE)) {
      throw new IllegalArgumentException("An embedding has length 1, and this one " + norm);
    }
    return new Embedding(values);
  }

  /**
   * The direction of any vector but zero.
   *
   * @throws IllegalArgumentException when it has no direction
   */
  public static Embedding directionOf(float[] vector) {
    double norm = norm(vector);
    if (!(norm > 0) || Double.isInfinite(norm)) {
      throw new IllegalArgumentException("A vector of length " + norm + " has no direction");
    }
    float[] values = new float[vector.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (vector[i] / norm);
    }
    return new Embedding(values);
  }

  /** The direction of the mean of some, which are of one model. */
  public static Embedding mean(List<Embedding> some) {
    float[] sum = new float[some.getFirst().dimension()];
    for (Embedding one : some) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += one.values[i];
      }
    }
    return directionOf(sum);
  }

  private static double norm(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  /** How many numbers it has. */
  public int dimension() {
    return values.length;
  }

  /** The numbers themselves, not a copy. Not to be changed. */
  public float[] values() {
    return values;
  }

  /**
   * The cosine of the angle to another of the same model: 1 for the same direction, about 0 for
   * strangers.
   *
   * @throws IllegalArgumentException when the dimensions differ
   */
  public double cosine(Embedding other) {
    if (other.values.length != values.length) {
      throw new IllegalArgumentException(
          "Embeddings of " + values.length + " and " + other.values.length + " numbers");
    }
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += (double) values[i] * other.values[i];
    }
    return sum;
  }

  /** Without the numbers, which are personal. */
  @Override
  public String toString() {
    return "Embedding[" + values.length + "]";
  }
}
