package dev.countersign.cli.bulk;

/**
 * How a bulk enrolment went so far.
 *
 * @param total people there are
 * @param enrolled people enrolled
 * @param already people who were enrolled before
 * @param refused people who could not be enrolled
 * @param leftOut pictures that were refused of people who were enrolled nevertheless
 */
public record Totals(long total, long enrolled, long already, long refused, long leftOut) {
  /** People that have been looked at. */
  public long done() {
    return enrolled + already + refused;
  }

  Totals with(Outcome outcome) {
    return switch (outcome.end()) {
      case ENROLLED ->
          new Totals(total, enrolled + 1, already, refused, leftOut + outcome.refused().size());
      case ALREADY -> new Totals(total, enrolled, already + 1, refused, leftOut);
      case REFUSED -> new Totals(total, enrolled, already, refused + 1, leftOut);
    };
  }
}
