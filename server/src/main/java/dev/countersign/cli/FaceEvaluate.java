package dev.countersign.cli;

import dev.countersign.evaluation.EvaluationFailed;
import dev.countersign.evaluation.PairsFile;
import dev.countersign.evaluation.PhotographFolder;
import dev.countersign.evaluation.Verification;
import dev.countersign.face.FalseMatchRates;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "evaluate",
    description =
        "Measures how well the people of labelled photographs are told apart: LFW's protocol on the"
            + " given pairs, and all pairs of the folder.",
    footer = {
      "",
      "Photographs are called Name_0001.jpg, all in DIR or in a folder for each name. A pair is a"
          + " line",
      "\"name i j\" (the same person) or \"name1 i name2 j\" (different people); a first line"
          + " \"10 300\" says",
      "that there are ten folds of 300 pairs of either kind. Links to files and folders are"
          + " followed."
    })
final class FaceEvaluate implements Callable<Integer> {
  private static final String DRAWN = "det.svg";

  private final Shell shell;

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the photographs.")
  private @Nullable Path images;

  @Option(
      names = "--pairs",
      required = true,
      paramLabel = "FILE",
      description = "Which photographs to compare, in LFW's format.")
  private @Nullable Path pairs;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description =
          "Where to draw the detection error trade-off. Default: "
              + DRAWN
              + " where it is run, if that may be written to")
  private @Nullable Path svg;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  FaceEvaluate(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Measuring.requireWritable(svg);
    try (Measuring measuring = Measuring.begin(shell)) {
      Verification verification = run(measuring);
      note(verification.report().model());
      if (json) {
        shell.json(verification.report());
      } else {
        EvaluationText.of(verification.report()).forEach(shell::line);
      }
      draw(verification.chart());
    }
    return ExitCodes.OK;
  }

  /** A picture nobody asked for is not what the figures fail for. */
  private void draw(String chart) {
    Path file = svg == null ? Path.of(DRAWN) : svg;
    if (svg == null && !Measuring.isWritable(file)) {
      shell
          .surroundings()
          .err()
          .println(
              "The detection error trade-off is not drawn: "
                  + file
                  + " cannot be written here. --svg FILE says where else.");
      return;
    }
    Measuring.write(file, chart);
    if (!json) {
      shell.line("");
      shell.line("The detection error trade-off is drawn in " + file);
    }
  }

  /** Beside the result, which a program may be reading. */
  private void note(String model) {
    if (FalseMatchRates.of(model).isEmpty()) {
      shell
          .surroundings()
          .err()
          .println(
              "The model "
                  + model
                  + " is not the one packed with the server: the thresholds high and low were"
                  + " measured with that one, and none can be asked for as a rate (fmr:...).");
    }
  }

  private Verification run(Measuring measuring) {
    try {
      return Verification.run(
          measuring.engine(),
          measuring.source(),
          PhotographFolder.open(Measuring.given(images)),
          PairsFile.read(Measuring.given(pairs)),
          measuring.threads(),
          measuring.progress());
    } catch (EvaluationFailed e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
  }
}
