package dev.countersign.privacy;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.face.Embedding;
import java.time.Instant;
import java.util.List;

/**
 * A person's face as it goes from one database to another: the vectors as the model made them, not
 * turned by any customer's secret.
 *
 * @param customer the isolation boundary
 * @param user whose face it is
 * @param consent what allows it to be kept
 * @param model what made the vectors
 * @param version counts its changes, from 1
 * @param mean the direction of the mean of the samples
 * @param samples what it is the mean of, by number
 * @param createdAt when the person enrolled
 * @param updatedAt when the vector last changed
 */
public record FaceCopy(
    CustomerId customer,
    UserId user,
    long consent,
    String model,
    long version,
    Embedding mean,
    List<Sample> samples,
    Instant createdAt,
    Instant updatedAt) {
  /** Refuses a face of no samples, of too many, or of vectors of different dimensions. */
  public FaceCopy {
    samples = List.copyOf(samples);
    if (samples.isEmpty() || samples.size() > NewFace.MOST_SAMPLES) {
      throw new IllegalArgumentException("A face has 1 to 8 samples, not " + samples.size());
    }
    int dimension = mean.dimension();
    if (samples.stream().anyMatch(sample -> sample.vector().dimension() != dimension)) {
      throw new IllegalArgumentException("The vectors of a face have one dimension");
    }
  }

  /**
   * One of the vectors the face is the mean of.
   *
   * @param number its place, from 1
   * @param quality of the picture it was made of
   * @param vector the vector, not turned
   * @param createdAt when it was taken
   */
  public record Sample(int number, double quality, Embedding vector, Instant createdAt) {}

  /** Without the vectors, which are personal. */
  @Override
  public String toString() {
    return "FaceCopy[" + user + " of " + customer + "]";
  }
}
