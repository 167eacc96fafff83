package dev.countersign.face;

import java.util.List;

/**
 * A face as a direction: faces of one person lie close together. Its length, about one, is the
 * weight its picture's quality gives it in comparisons. Only embeddings of the same model can be
 * compared.
 *
 * <p>The array is not copied: whoever makes an embedding gives it away.
 */
public final class Embedding {
  private static final double TOLERANCE = 1e-3;

  /** The greatest length there is. */
  public static final double LONGEST = 1.2;

  private static final double SHORTEST = .8;

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
   * Over values whose length is a weight already.
   *
   * @throws IllegalArgumentException when it is none, being under 0.8 or over 1.2
   */
  public static Embedding ofWeighted(float[] values) {
    double norm = norm(values);
    if (!(norm >= SHORTEST && norm <= LONGEST)) {
      throw new IllegalArgumentException(
          "An embedding's length is from 0.8 to 1.2, and not " + norm);
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
    return new Embedding(scaled(vector, 1 / norm));
  }

  /**
   * What several of one person have in common: the direction of their sum, as long as they are on
   * average.
   *
   * @throws IllegalArgumentException when there are none, or they point nowhere together
   */
  public static Embedding mean(List<Embedding> embeddings) {
    float[] sum = new float[embeddings.isEmpty() ? 0 : embeddings.getFirst().dimension()];
    double lengths = 0;
    for (Embedding embedding : embeddings) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += embedding.values[i];
      }
      lengths += embedding.length();
    }
    return directionOf(sum).times(lengths / embeddings.size());
  }

  private static double norm(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  private static float[] scaled(float[] vector, double factor) {
    float[] values = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      values[i] = (float) (vector[i] * factor);
    }
    return values;
  }

  /**
   * The same direction, so many times as long.
   *
   * @throws IllegalArgumentException when the length is then under 0.8 or over 1.2
   */
  public Embedding times(double weight) {
    return ofWeighted(scaled(values, weight));
  }

  /** How many numbers it has. */
  public int dimension() {
    return values.length;
  }

  /** Its weight. */
  public double length() {
    return norm(values);
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
    return similarity(other) / (length() * other.length());
  }

  /**
   * What decisions are taken on: the cosine times both weights.
   *
   * @throws IllegalArgumentException when the dimensions differ
   */
  public double similarity(Embedding other) {
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
