package dev.countersign.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long the server takes from the command to the first ready answer. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = "Seconds from the launcher to the first ready answer.")
final class StartBench implements Runnable {
  @Option(names = "--runs", defaultValue = "5", description = "Runs of each kind.")
  private int runs;

  @Override
  public void run() {
    Table table = new Table("data folder", "least", "median", "most", "resident when ready");
    Stage stage = Stage.sqlite(Map.of());
    row(table, "existing", () -> stage.settings());
    row(table, "empty", StartBench::empty);
    table.print();
  }

  private static Map<String, String> empty() {
    try {
      return Map.of("data", Files.createTempDirectory("countersign-bench").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void row(
      Table table, String folder, java.util.function.Supplier<Map<String, String>> settings) {
    List<Double> seconds = new ArrayList<>();
    long resident = 0;
    for (int i = -1; i < runs; i++) {
      try (ServerProcess server = ServerProcess.start(18080, settings.get())) {
        if (i >= 0) {
          seconds.add(server.startedIn().toMillis() / 1000.0);
        }
        resident = server.residentBytes();
      }
    }
    Collections.sort(seconds);
    table.row(
        folder,
        "%.2f s".formatted(seconds.getFirst()),
        "%.2f s".formatted(seconds.get(seconds.size() / 2)),
        "%.2f s".formatted(seconds.getLast()),
        (resident >> 20) + " MB");
  }
}
