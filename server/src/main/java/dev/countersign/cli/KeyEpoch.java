package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import dev.countersign.keys.EpochChange.Outcome;
import dev.countersign.keys.MissingEpochKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "epoch",
    description = {
      "Makes the erased unreadable in old backups too.",
      "",
      "Faces are encrypted under a key for each person, and those under the key of an epoch, which"
          + " lies in a file outside the database. This begins the next epoch, puts every living"
          + " key under it, and destroys the files of the epochs before. Servers go on working"
          + " meanwhile. Interrupted, it is finished by running it again.",
      "",
      "Backups of the database made before it hold no readable faces afterwards: make one after it."
    })
final class KeyEpoch implements Callable<Integer> {
  private final Shell shell;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  KeyEpoch(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    CountBar bar = new CountBar(shell.surroundings(), "keys");
    try (Core core = shell.open()) {
      print(core.epochChange.run(bar::at, Origin.CLI));
    } catch (MissingEpochKey e) {
      throw new CommandFailed(ExitCodes.UNUSABLE, String.valueOf(e.getMessage()));
    }
    return ExitCodes.OK;
  }

  private void print(Outcome outcome) {
    if (json) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("epoch", outcome.epoch());
      fields.put("rewrapped", outcome.rewrapped());
      fields.put("destroyed", outcome.destroyed());
      fields.put("receiptsCompleted", outcome.receipts());
      fields.put("resumed", outcome.resumed());
      shell.json(fields);
      return;
    }
    if (outcome.resumed()) {
      shell.line("Finished a change of epoch that had been interrupted.");
    }
    shell.line(
        "Epoch %s: %s keys put under it, keys of epochs %s destroyed, %s receipts of erasure complete."
            .formatted(
                outcome.epoch(), outcome.rewrapped(), outcome.destroyed(), outcome.receipts()));
    if (outcome.resumed()) {
      shell.line("Whoever was erased since it began is covered by running the command once more.");
    }
  }
}
