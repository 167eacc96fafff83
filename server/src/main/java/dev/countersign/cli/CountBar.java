package dev.countersign.cli;

/**
 * A bar for work that is counted as it goes. It stays on its line, is for people alone, and goes to
 * the stream that is not the result.
 */
final class CountBar {
  private static final int WIDTH = 40;

  private final Surroundings surroundings;
  private final String things;

  /** Of things named so, in the plural. */
  CountBar(Surroundings surroundings, String things) {
    this.surroundings = surroundings;
    this.things = things;
  }

  void at(long done, long total) {
    if (!surroundings.terminal() || total == 0) {
      return;
    }
    int full = (int) (WIDTH * done / total);
    String bar = "#".repeat(full) + ".".repeat(WIDTH - full);
    surroundings.err().print("\r[%s] %s of %s %s".formatted(bar, done, total, things));
    if (done == total) {
      surroundings.err().println();
    }
    surroundings.err().flush();
  }
}
