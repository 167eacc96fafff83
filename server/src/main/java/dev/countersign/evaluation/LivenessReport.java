package dev.countersign.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well living people are told from pictures of them, in the words of ISO/IEC 30107-3. Rates are
 * parts of one.
 *
 * @param model name and version of the models
 * @param live photographs of living people with a face
 * @param attacks photographs of attacks with a face
 * @param unusableLive photographs of living people that could not be used, and why
 * @param unusableAttacks the same of attacks; these are refused as well
 * @param equalErrorRate where as many of either kind are judged wrongly; null where no face was
 *     found in one kind
 * @param equalErrorThreshold the threshold of that point, about
 * @param thresholds what happens at thresholds
 */
public record LivenessReport(
    String model,
    long live,
    long attacks,
    List<VerificationReport.Failure> unusableLive,
    List<VerificationReport.Failure> unusableAttacks,
    @Nullable Double equalErrorRate,
    @Nullable Double equalErrorThreshold,
    List<AtThreshold> thresholds) {
  /**
   * What happens at a threshold.
   *
   * @param threshold the least score that is taken for living
   * @param apcer the part of the attacks that is taken for living; null without any
   * @param bpcer the part of the living that is taken for attacks; null without any
   */
  public record AtThreshold(double threshold, @Nullable Double apcer, @Nullable Double bpcer) {}
}
