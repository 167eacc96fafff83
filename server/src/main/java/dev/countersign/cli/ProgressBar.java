package dev.countersign.cli;

import dev.countersign.evaluation.Progress;
import java.io.PrintWriter;

/** Shows people on a terminal how far a long work is; says nothing to programs. */
final class ProgressBar implements Progress, AutoCloseable {
  private static final int WIDTH = 40;
  private static final String START_OF_LINE_AND_ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean terminal;
  private int shown = -1;

  ProgressBar(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  @Override
  public synchronized void done(int pictures, int of) {
    int thousandths = (int) (1000L * pictures / of);
    if (!terminal || thousandths == shown) {
      return;
    }
    shown = thousandths;
    int full = WIDTH * thousandths / 1000;
    err.print(
        START_OF_LINE_AND_ERASE
            + "█".repeat(full)
            + "░".repeat(WIDTH - full)
            + " "
            + pictures
            + " of "
            + of
            + " pictures");
    err.flush();
  }

  /** Leaves the line empty. */
  @Override
  public synchronized void close() {
    if (shown >= 0) {
      err.print(START_OF_LINE_AND_ERASE);
      err.flush();
    }
  }
}
