package dev.countersign.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well one person's photographs are told from another's. Rates are parts of one; a rate or
 * threshold that there are too few photographs to measure is null.
 *
 * @param model name and version of the embedding
 * @param pictures how many photographs there were
 * @param failures the photographs without a face that could be used
 * @param pairs over the pairs of the file
 * @param allPairs over all pairs of the folder's photographs
 * @param thresholds what happens at the thresholds decisions are taken at
 */
public record VerificationReport(
    String model,
    int pictures,
    List<Failure> failures,
    Pairs pairs,
    All allPairs,
    List<AtThreshold> thresholds) {
  /** A photograph that could not be used, and why. */
  public record Failure(String photograph, String reason) {}

  /**
   * LFW's View 2. A pair with a photograph that could not be used counts as not the same.
   *
   * @param same how many pairs show the same person
   * @param different how many do not
   * @param foldsFormed how folds were formed
   * @param folds the accuracy of each; none where there is only one kind of pairs, which any
   *     threshold far enough off judges rightly
   * @param accuracy the mean of the folds, or null
   * @param standardError of that mean, or null
   * @param equalErrorRate where as many of either kind are judged wrongly; null where there is only
   *     one kind
   * @param tar the part of the pairs of one person that matches, at false match rates
   */
  public record Pairs(
      long same,
      long different,
      String foldsFormed,
      List<Double> folds,
      @Nullable Double accuracy,
      @Nullable Double standardError,
      @Nullable Double equalErrorRate,
      List<Tar> tar) {}

  /**
   * Every photograph against every other, without those that could not be used.
   *
   * @param same how many pairs show the same person
   * @param different how many do not
   * @param people how many have more than one photograph
   * @param equalErrorRate averaged over people
   * @param tar at false match rates
   */
  public record All(
      long same, long different, int people, @Nullable Double equalErrorRate, List<Tar> tar) {}

  /**
   * True accepts at a false match rate.
   *
   * @param fmr the false match rate
   * @param threshold the lowest cosine at which it is kept
   * @param overPairs the part of the pairs of one person that matches
   * @param overPeople the same where each person counts once; of a pairs file, null
   */
  public record Tar(
      double fmr,
      @Nullable Double threshold,
      @Nullable Double overPairs,
      @Nullable Double overPeople) {}

  /**
   * What happens at a threshold, over all pairs.
   *
   * @param threshold the cosine
   * @param fmr the part of pairs of different people that matches; null where there are none
   * @param fnmrOneSample the part of pairs of one person that does not; each person counts once;
   *     null where there are none
   * @param fnmrMeanOfThree the same against the mean of the person's first three photographs; null
   *     where nobody has a fourth
   */
  public record AtThreshold(
      double threshold,
      @Nullable Double fmr,
      @Nullable Double fnmrOneSample,
      @Nullable Double fnmrMeanOfThree) {}
}
