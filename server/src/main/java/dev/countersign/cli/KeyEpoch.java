package dev.countersign.cli;

import dev.countersign.assembly.Core;
import dev.countersign.domain.Origin;
import dev.countersign.keys.EpochChange.Outcome;
import dev.countersign.keys.MissingEpochKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "Backups of the database made before it hold no readable faces afterwards: make one after it.",
      "",
      "No server starts without the key of the current epoch. Where it is lost, or the database was"
          + " restored from such a backup, --lost begins the next epoch without it and erases the"
          + " faces that cannot be read any more. Everything else is kept."
    })
final class KeyEpoch implements Callable<Integer> {
  private final Shell shell;

  @Option(
      names = "--lost",
      description =
          "The current epoch's key is lost: erase what it alone opens, and begin the next.")
  private boolean lost;

  @Mixin private Confirmation confirmation = new Confirmation();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  KeyEpoch(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    if (lost) {
      confirmation.require(
          shell.surroundings(),
          "This erases every face that no key in "
              + shell.configuration().keys().epochFolder()
              + " opens. Is that the right folder, and mounted?",
          "lost",
          "Nothing was erased");
    }
    CountBar bar = new CountBar(shell.surroundings(), "keys");
    try (Core core = lost ? shell.openWithLostEpoch() : shell.open()) {
      print(lost ? withoutLost(core, bar) : core.epochChange.run(bar::at, Origin.CLI));
    } catch (MissingEpochKey e) {
      throw new CommandFailed(ExitCodes.UNUSABLE, String.valueOf(e.getMessage()));
    }
    return ExitCodes.OK;
  }

  private static Outcome withoutLost(Core core, CountBar bar) {
    return core.epochChange.runWithoutLost(core.erasure, bar::at, Origin.CLI);
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
    if (lost) {
      shell.line(
          "Epoch "
              + outcome.epoch()
              + " has begun. Whoever's face could not be opened any more was erased, and enrols"
              + " again; the audit trail names them (face_erased).");
      return;
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
