package dev.countersign.evaluation;

import dev.countersign.evaluation.DetChart.Curve;
import dev.countersign.evaluation.Examined.Examiner;
import dev.countersign.evaluation.LivenessReport.AtThreshold;
import dev.countersign.evaluation.VerificationReport.Failure;
import dev.countersign.face.FaceEngine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Measures how well living people are told from prints and screens. */
public final class LivenessEvaluation {
  private static final List<Double> THRESHOLDS = List.of(.5, .9);

  private final String model;
  private final ErrorRates rates = new ErrorRates(new ScoreHistogram(), new ScoreHistogram());
  private final List<Failure> unusableLive;
  private final List<Failure> unusableAttacks;

  private LivenessEvaluation(String model, Examined<Double> live, Examined<Double> attacks) {
    this.model = model;
    live.found().values().forEach(score -> rates.right().add(score, 1));
    attacks.found().values().forEach(score -> rates.wrong().add(score, 1));
    unusableLive = failures(live);
    unusableAttacks = failures(attacks);
  }

  /**
   * Looks at all pictures of two folders.
   *
   * @param threads how many pictures are looked at at the same time
   * @throws EvaluationFailed when a folder has none
   */
  public static LivenessEvaluation run(
      FaceEngine engine,
      PictureSource source,
      Path live,
      Path attacks,
      int threads,
      Progress progress)
      throws EvaluationFailed {
    List<Path> liveFiles = files(live);
    List<Path> attackFiles = files(attacks);
    int all = liveFiles.size() + attackFiles.size();
    // Waits for the models: where they are missing, that is said before the work.
    String model = engine.model();
    Progress first = (done, _) -> progress.done(done, all);
    Progress second = (done, _) -> progress.done(liveFiles.size() + done, all);
    return new LivenessEvaluation(
        model,
        examined(liveFiles, new Examiner(engine, source, threads, first)),
        examined(attackFiles, new Examiner(engine, source, threads, second)));
  }

  private static List<Path> files(Path folder) throws EvaluationFailed {
    List<Path> files = PhotographFolder.pictures(folder);
    if (files.isEmpty()) {
      throw new EvaluationFailed("There are no pictures in " + folder);
    }
    return files;
  }

  private static Examined<Double> examined(List<Path> files, Examiner examiner) {
    return Examined.of(files, examiner, true, analysis -> analysis.live().orElse(0));
  }

  private static List<Failure> failures(Examined<Double> examined) {
    List<Failure> failures = new ArrayList<>();
    examined
        .failures()
        .forEach((file, why) -> failures.add(new Failure(String.valueOf(file.getFileName()), why)));
    return failures;
  }

  /** The figures. */
  public LivenessReport report() {
    Double equal = rates.equalErrorRate();
    return new LivenessReport(
        model,
        rates.right().count(),
        rates.wrong().count(),
        unusableLive,
        unusableAttacks,
        equal,
        equal == null ? null : threshold(equal),
        THRESHOLDS.stream().map(this::at).toList());
  }

  private @Nullable Double threshold(double accepted) {
    return rates.thresholdFor(accepted).stream().boxed().findFirst().orElse(null);
  }

  private AtThreshold at(double threshold) {
    ErrorRates.Errors errors = rates.at(threshold);
    return new AtThreshold(threshold, errors.accepted(), errors.refused());
  }

  /** The trade-off between the two errors, as an SVG picture. */
  public String chart() {
    return new DetChart(
            "Attacks taken for people, people taken for attacks",
            "attacks taken for living (APCER)",
            "living taken for attacks (BPCER)",
            1e-3,
            List.of(new Curve("liveness", rates.curve())))
        .svg();
  }
}
