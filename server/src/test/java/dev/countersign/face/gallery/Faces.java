package dev.countersign.face.gallery;

import dev.countersign.face.Embedding;
import java.util.Random;

/** Embeddings for tests: strangers, and people at a given cosine from one. */
final class Faces {
  private final Random random;
  private final int dimension;

  Faces(int dimension, long seed) {
    this.dimension = dimension;
    this.random = new Random(seed);
  }

  /** Few strong directions and many weak ones, about a mean that is not zero. */
  Embedding stranger() {
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = (float) (0.05 + random.nextGaussian() / Math.sqrt(i + 2.5));
    }
    return Embedding.directionOf(values);
  }

  Embedding[] strangers(int count) {
    Embedding[] all = new Embedding[count];
    for (int i = 0; i < count; i++) {
      all[i] = stranger();
    }
    return all;
  }

  Embedding again(Embedding person, double cosine) {
    Embedding other = stranger();
    double common = person.cosine(other);
    double beside = Math.sqrt((1 - cosine * cosine) / (1 - common * common));
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      double across = other.values()[i] - common * person.values()[i];
      values[i] = (float) (cosine * person.values()[i] + beside * across);
    }
    return Embedding.directionOf(values);
  }
}
