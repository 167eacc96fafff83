package dev.countersign.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The accuracy of LFW's View 2: the part of a fold's pairs that is judged rightly at the threshold
 * which is best on all other folds.
 *
 * @param folds accuracy of each; none where there is only one kind of pairs, which any threshold
 *     far enough off judges rightly
 * @param thresholds the threshold used in each
 * @see <a href="http://vis-www.cs.umass.edu/lfw/">Labeled Faces in the Wild</a>
 */
record TenFold(List<Double> folds, List<Double> thresholds) {
  /** A judged pair. */
  record Judged(double score, boolean same, int fold) {}

  static TenFold of(List<Judged> pairs, int foldCount) {
    if (pairs.stream().map(Judged::same).distinct().count() < 2) {
      return new TenFold(List.of(), List.of());
    }
    List<Double> folds = new ArrayList<>();
    List<Double> thresholds = new ArrayList<>();
    for (int i = 0; i < foldCount; i++) {
      int fold = i;
      double threshold = best(pairs.stream().filter(pair -> pair.fold != fold).toList());
      thresholds.add(threshold);
      folds.add(
          pairs.stream()
              .filter(pair -> pair.fold == fold)
              .mapToInt(pair -> (pair.score >= threshold) == pair.same ? 1 : 0)
              .average()
              .orElse(0));
    }
    return new TenFold(folds, thresholds);
  }

  /** In the middle of the first longest gap between scores where most pairs are judged rightly. */
  private static double best(List<Judged> pairs) {
    Judged[] sorted = pairs.toArray(Judged[]::new);
    Arrays.sort(sorted, Comparator.comparingDouble(Judged::score));
    long right = pairs.stream().filter(Judged::same).count();
    long most = right;
    double threshold = sorted[0].score;
    double widest = 0;
    for (int i = 0; i < sorted.length; i++) {
      // The threshold moves above this pair.
      right += sorted[i].same ? -1 : 1;
      double gap = i + 1 < sorted.length ? sorted[i + 1].score - sorted[i].score : 0;
      if (right > most || (right == most && gap > widest)) {
        most = right;
        widest = gap;
        threshold = sorted[i].score + Math.max(gap / 2, Math.ulp(sorted[i].score));
      }
    }
    return threshold;
  }

  /** Of the folds; null where there are none. */
  @Nullable Double mean() {
    OptionalDouble mean = folds.stream().mapToDouble(Double::doubleValue).average();
    return mean.isPresent() ? mean.getAsDouble() : null;
  }

  /** Of the mean; null as that is. */
  @Nullable Double standardError() {
    Double mean = mean();
    if (mean == null) {
      return null;
    }
    double squares = folds.stream().mapToDouble(a -> (a - mean) * (a - mean)).sum();
    return Math.sqrt(squares / (folds.size() - 1) / folds.size());
  }
}
