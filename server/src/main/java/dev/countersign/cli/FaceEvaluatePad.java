package dev.countersign.cli;

import dev.countersign.evaluation.EvaluationFailed;
import dev.countersign.evaluation.LivenessEvaluation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "evaluate-pad",
    description =
        "Measures how well living people are told from prints and screens (presentation attack"
            + " detection): a weak signal, not a certified one.")
final class FaceEvaluatePad implements Callable<Integer> {
  private final Shell shell;

  @Option(
      names = "--live",
      required = true,
      paramLabel = "DIR",
      description = "The folder of photographs of living people.")
  private @Nullable Path live;

  @Option(
      names = "--spoof",
      required = true,
      paramLabel = "DIR",
      description = "The folder of photographs of attacks.")
  private @Nullable Path spoof;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Write the trade-off of the two errors there, as a picture.")
  private @Nullable Path svg;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  FaceEvaluatePad(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Measuring.requireWritable(svg);
    try (Measuring measuring = Measuring.begin(shell)) {
      LivenessEvaluation evaluation = run(measuring);
      if (json) {
        shell.json(evaluation.report());
      } else {
        EvaluationText.of(evaluation.report()).forEach(shell::line);
      }
      Measuring.write(svg, evaluation.chart());
    }
    return ExitCodes.OK;
  }

  private LivenessEvaluation run(Measuring measuring) {
    try {
      return LivenessEvaluation.run(
          measuring.engine(),
          measuring.source(),
          Measuring.given(live),
          Measuring.given(spoof),
          measuring.threads(),
          measuring.progress());
    } catch (EvaluationFailed e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
  }
}
