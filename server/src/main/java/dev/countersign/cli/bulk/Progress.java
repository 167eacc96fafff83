package dev.countersign.cli.bulk;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Tells how far it got: a bar that stays on its line where a person is looking, else a plain line
 * every so often.
 */
public final class Progress {
  /** Short enough that bar and text stay on a line of 80 columns, which the next one overwrites. */
  private static final int WIDTH = 10;

  private static final Duration BAR_EVERY = Duration.ofMillis(200);
  private static final Duration LINE_EVERY = Duration.ofSeconds(10);

  private final PrintWriter out;
  private final boolean terminal;
  private final long started = System.nanoTime();
  private long shownAt = started;

  /** Told there; {@code terminal} says whether a person is looking. */
  public Progress(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  void show(Totals totals) {
    long now = System.nanoTime();
    Duration pause = terminal ? BAR_EVERY : LINE_EVERY;
    boolean last = totals.done() == totals.total();
    if (now - shownAt < pause.toNanos() && !(last && terminal)) {
      return;
    }
    shownAt = now;
    String text = text(totals, Duration.ofNanos(now - started));
    if (!terminal) {
      out.println(text);
      return;
    }
    out.print("\r" + bar(totals) + " " + text + "\u001b[K");
    if (last) {
      out.println();
    }
    out.flush();
  }

  private static String bar(Totals totals) {
    int full = (int) (WIDTH * totals.done() / Math.max(1, totals.total()));
    return "[" + "#".repeat(full) + ".".repeat(WIDTH - full) + "]";
  }

  /** Whoever was enrolled before takes no time and says nothing about the rate. */
  static String text(Totals totals, Duration elapsed) {
    long worked = totals.enrolled() + totals.refused();
    double rate = worked / Math.max(0.001, elapsed.toMillis() / 1000.0);
    long left = totals.total() - totals.done();
    String text =
        String.format(
            Locale.ROOT,
            "%d of %d people, %d refused, %.1f a second",
            totals.done(),
            totals.total(),
            totals.refused(),
            rate);
    if (left == 0 || worked == 0) {
      return text;
    }
    return text + ", " + written(Math.round(left / rate)) + " left";
  }

  private static String written(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min " + seconds % 60 + " s";
    }
    return seconds / 3600 + " h " + seconds / 60 % 60 + " min";
  }
}
