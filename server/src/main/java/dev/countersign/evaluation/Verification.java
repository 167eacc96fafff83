package dev.countersign.evaluation;

import dev.countersign.evaluation.DetChart.Curve;
import dev.countersign.evaluation.Examined.Examiner;
import dev.countersign.evaluation.PairsFile.Pair;
import dev.countersign.evaluation.TenFold.Judged;
import dev.countersign.evaluation.VerificationReport.AtThreshold;
import dev.countersign.evaluation.VerificationReport.Failure;
import dev.countersign.evaluation.VerificationReport.Tar;
import dev.countersign.face.Analysis;
import dev.countersign.face.Embedding;
import dev.countersign.face.FaceEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Measures how well photographs of one person are told from those of others. */
public final class Verification {
  private static final List<Double> FALSE_MATCH_RATES = List.of(1e-2, 1e-3, 1e-4, 1e-5);
  private static final List<Double> THRESHOLDS = List.of(.35, .42, .50, .55);
  private static final int TEMPLATE_SAMPLES = 3;
  private static final double NO_MATCH = -1;

  private final PairsFile pairs;
  private final TenFold tenFold;
  private final ErrorRates pairRates;
  private final AllPairs all;
  private final Templates templates;
  private final int pictures;
  private final List<Failure> failures;
  private final String model;

  private Verification(
      String model,
      PairsFile pairs,
      Map<Photograph, Embedding> embeddings,
      List<Failure> failures) {
    this.model = model;
    this.pairs = pairs;
    this.failures = failures;
    this.pictures = embeddings.size() + failures.size();
    List<Judged> judged = judged(pairs, embeddings);
    this.tenFold = TenFold.of(judged, pairs.foldCount());
    this.pairRates = rates(judged);
    List<Photograph> photographs = embeddings.keySet().stream().sorted().toList();
    List<Embedding> vectors =
        photographs.stream().flatMap(one -> Stream.ofNullable(embeddings.get(one))).toList();
    this.all = AllPairs.of(photographs, vectors);
    this.templates = Templates.of(photographs, vectors, TEMPLATE_SAMPLES);
  }

  /**
   * Looks at all photographs of a folder, and compares them.
   *
   * @param threads how many pictures are looked at at the same time
   * @throws EvaluationFailed when a photograph of the pairs is not in the folder
   */
  public static Verification run(
      FaceEngine engine,
      PictureSource source,
      PhotographFolder folder,
      PairsFile pairs,
      int threads,
      Progress progress)
      throws EvaluationFailed {
    folder.require(pairs.photographs());
    // Waits for the models: where they are missing, that is said before the work.
    String model = engine.model();
    Map<Path, Photograph> names = new HashMap<>();
    for (Photograph photograph : folder.photographs()) {
      folder.file(photograph).ifPresent(file -> names.put(file, photograph));
    }
    Examined<Embedding> examined =
        Examined.of(
            names.keySet().stream().sorted().toList(),
            new Examiner(engine, source, threads, progress),
            false,
            Analysis::embedding);
    Map<Photograph, Embedding> embeddings = new HashMap<>();
    examined.found().forEach((file, embedding) -> put(embeddings, names.get(file), embedding));
    List<Failure> failures = new ArrayList<>();
    examined
        .failures()
        .forEach((file, why) -> failures.add(new Failure(String.valueOf(names.get(file)), why)));
    return new Verification(model, pairs, embeddings, failures);
  }

  private static void put(
      Map<Photograph, Embedding> embeddings, @Nullable Photograph name, Embedding embedding) {
    if (name != null) {
      embeddings.put(name, embedding);
    }
  }

  private static List<Judged> judged(PairsFile pairs, Map<Photograph, Embedding> embeddings) {
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < pairs.pairs().size(); i++) {
      Pair pair = pairs.pairs().get(i);
      Embedding first = embeddings.get(pair.first());
      Embedding second = embeddings.get(pair.second());
      double score = first == null || second == null ? NO_MATCH : first.cosine(second);
      judged.add(new Judged(score, pair.same(), pairs.folds().get(i)));
    }
    return judged;
  }

  private static ErrorRates rates(List<Judged> pairs) {
    ErrorRates rates = new ErrorRates(new ScoreHistogram(), new ScoreHistogram());
    for (Judged pair : pairs) {
      ScoreHistogram histogram = pair.same() ? rates.right() : rates.wrong();
      histogram.add(pair.score(), 1);
    }
    return rates;
  }

  /** The figures. */
  public VerificationReport report() {
    return new VerificationReport(
        model,
        pictures,
        failures,
        new VerificationReport.Pairs(
            pairRates.right().count(),
            pairRates.wrong().count(),
            pairs.foldCount() + " folds, " + pairs.formedBy(),
            tenFold.folds(),
            tenFold.mean(),
            tenFold.standardError(),
            pairRates.equalErrorRate(),
            FALSE_MATCH_RATES.stream().map(this::ofPairs).toList()),
        new VerificationReport.All(
            all.sameCount(),
            all.pairs().wrong().count(),
            all.personCount(),
            all.people().equalErrorRate(),
            FALSE_MATCH_RATES.stream().map(this::ofAll).toList()),
        THRESHOLDS.stream().map(this::at).toList());
  }

  private Tar ofPairs(double fmr) {
    OptionalDouble threshold = pairRates.thresholdFor(fmr);
    if (threshold.isEmpty() || pairRates.right().count() == 0) {
      return new Tar(fmr, null, null, null);
    }
    double at = threshold.getAsDouble();
    return new Tar(fmr, at, 1 - pairRates.wronglyRefused(at), null);
  }

  private Tar ofAll(double fmr) {
    OptionalDouble threshold = all.pairs().thresholdFor(fmr);
    if (threshold.isEmpty() || all.sameCount() == 0) {
      return new Tar(fmr, null, null, null);
    }
    double at = threshold.getAsDouble();
    return new Tar(
        fmr, at, 1 - all.pairs().wronglyRefused(at), 1 - all.people().wronglyRefused(at));
  }

  private AtThreshold at(double threshold) {
    Double ofThree = templates.people() == 0 ? null : 1 - templates.scores().share(threshold);
    ErrorRates.Errors errors = all.people().at(threshold);
    return new AtThreshold(threshold, errors.accepted(), errors.refused(), ofThree);
  }

  /** The trade-off between the two errors, as an SVG picture. */
  public String chart() {
    return new DetChart(
            "Detection error trade-off",
            "false match rate",
            "false non-match rate",
            1e-6,
            List.of(
                new Curve("all pairs, each person once", all.people().curve()),
                new Curve("all pairs", all.pairs().curve()),
                new Curve("the pairs file's pairs", pairRates.curve())))
        .svg();
  }
}
