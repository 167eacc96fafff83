package dev.countersign.bench;

import dev.countersign.face.Embedding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Strangers' embeddings without end: normally distributed about a mean, with few strong directions
 * and many weak ones, and brought to length one.
 */
final class FacePopulation {
  private final Random random;
  private final float[] mean;

  /** Column {@code j} begins at row {@code j}: the lower triangle of the covariance's root. */
  private final float[][] root;

  private FacePopulation(Random random, float[] mean, float[][] root) {
    this.random = random;
    this.mean = mean;
    this.root = root;
  }

  /**
   * With variances that fall like 1 / (i + 3): two strangers then have a cosine of 0 ± 0.11, which
   * comes near to the false match rates that were measured on photographs.
   */
  static FacePopulation invented(int dimension, long seed) {
    float[][] root = new float[dimension][];
    for (int i = 0; i < dimension; i++) {
      root[i] = new float[] {(float) Math.sqrt(1.0 / (i + 3))};
    }
    return new FacePopulation(new Random(seed), new float[dimension], root);
  }

  /** With mean and covariance of the embeddings in a file: little-endian float32, one by one. */
  static FacePopulation like(Path file, int dimension, long seed) {
    FloatBuffer numbers = read(file);
    int count = numbers.remaining() / dimension;
    if (count < 2) {
      throw new IllegalArgumentException(file + " has " + count + " embeddings; give more");
    }
    double[] sum = new double[dimension];
    for (int i = 0; i < count * dimension; i++) {
      sum[i % dimension] += numbers.get(i);
    }
    float[] mean = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      mean[i] = (float) (sum[i] / count);
    }
    double[][] covariance = covariance(numbers, mean, count);
    return new FacePopulation(new Random(seed), mean, choleskyColumns(covariance));
  }

  private static FloatBuffer read(Path file) {
    try {
      return ByteBuffer.wrap(Files.readAllBytes(file))
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static double[][] covariance(FloatBuffer numbers, float[] mean, int count) {
    int dimension = mean.length;
    double[][] covariance = new double[dimension][dimension];
    double[] centred = new double[dimension];
    for (int n = 0; n < count; n++) {
      for (int i = 0; i < dimension; i++) {
        centred[i] = numbers.get(n * dimension + i) - mean[i];
      }
      for (int i = 0; i < dimension; i++) {
        for (int j = 0; j <= i; j++) {
          covariance[i][j] += centred[i] * centred[j] / count;
        }
      }
    }
    return covariance;
  }

  /** A millionth is added to the diagonal, for files with fewer embeddings than dimensions. */
  private static float[][] choleskyColumns(double[][] matrix) {
    int dimension = matrix.length;
    float[][] columns = new float[dimension][];
    for (int j = 0; j < dimension; j++) {
      columns[j] = new float[dimension - j];
      for (int i = j; i < dimension; i++) {
        double rest = matrix[i][j] + (i == j ? 1e-6 : 0);
        for (int k = 0; k < j; k++) {
          rest -= matrix[i][k] * matrix[j][k];
        }
        matrix[i][j] = i == j ? Math.sqrt(Math.max(rest, 1e-12)) : rest / matrix[j][j];
        columns[j][i - j] = (float) matrix[i][j];
      }
    }
    return columns;
  }

  /** Someone nobody knows. */
  Embedding stranger() {
    float[] values = mean.clone();
    for (int j = 0; j < root.length; j++) {
      float factor = (float) random.nextGaussian();
      float[] column = root[j];
      for (int i = 0; i < column.length; i++) {
        values[j + i] += factor * column[i];
      }
    }
    return Embedding.directionOf(values);
  }

  /** Another sample of a person: exactly at the given cosine, otherwise like a stranger. */
  Embedding again(Embedding person, double cosine) {
    Embedding other = stranger();
    double common = person.cosine(other);
    double beside = Math.sqrt((1 - cosine * cosine) / (1 - common * common));
    float[] values = new float[person.dimension()];
    for (int i = 0; i < values.length; i++) {
      double across = other.values()[i] - common * person.values()[i];
      values[i] = (float) (cosine * person.values()[i] + beside * across);
    }
    return Embedding.directionOf(values);
  }

  /** A usual cosine of two samples of one person, at least the given one. */
  double genuineCosine(double least) {
    double cosine = 0.7 + 0.1 * random.nextGaussian();
    while (cosine < least || cosine > 0.99) {
      cosine = 0.7 + 0.1 * random.nextGaussian();
    }
    return cosine;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** The share of pairs of strangers at or above each cosine, among all pairs of some. */
  double[] falseMatches(int strangers, double... cosines) {
    Embedding[] all = new Embedding[strangers];
    for (int i = 0; i < strangers; i++) {
      all[i] = stranger();
    }
    double[] shares = new double[cosines.length];
    double pairs = strangers * (strangers - 1.0) / 2;
    for (int i = 0; i < strangers; i++) {
      for (int j = 0; j < i; j++) {
        double cosine = all[i].cosine(all[j]);
        for (int k = 0; k < cosines.length; k++) {
          shares[k] += cosine >= cosines[k] ? 1 / pairs : 0;
        }
      }
    }
    return shares;
  }
}
