package dev.countersign.privacy;

import dev.countersign.domain.Consent;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.face.Embedding;
import java.time.Duration;
import java.util.List;

/**
 * A face to be kept.
 *
 * @param customer the isolation boundary
 * @param user whose face it is
 * @param agreement what the person agreed to
 * @param model what made the embeddings
 * @param samples one to eight of them, the first one first
 * @param pictures to be kept with it
 */
public record NewFace(
    CustomerId customer,
    UserId user,
    Agreement agreement,
    String model,
    List<Sample> samples,
    List<NewPicture> pictures) {
  /** How many samples a template has at most. */
  public static final int MOST_SAMPLES = 8;

  /** Refuses a face of no samples, of too many, or of samples of different dimensions. */
  public NewFace {
    samples = List.copyOf(samples);
    pictures = List.copyOf(pictures);
    if (samples.isEmpty() || samples.size() > MOST_SAMPLES) {
      throw new IllegalArgumentException("A face has 1 to 8 samples, not " + samples.size());
    }
    if (samples.stream().map(sample -> sample.embedding().dimension()).distinct().count() > 1) {
      throw new IllegalArgumentException("The samples of a face have one dimension");
    }
  }

  /**
   * One picture's embedding, as the engine made it.
   *
   * @param embedding not turned
   * @param quality of the picture
   */
  public record Sample(Embedding embedding, double quality) {}

  /**
   * What a person agreed to.
   *
   * @param source who recorded it
   * @param purpose what the face may be used for
   * @param textVersion which text was agreed to
   * @param lasts how long the face may be kept
   */
  public record Agreement(
      Consent.Source source, String purpose, String textVersion, Duration lasts) {}
}
