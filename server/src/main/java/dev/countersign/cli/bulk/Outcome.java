package dev.countersign.cli.bulk;

import java.util.List;

/**
 * What became of a candidate.
 *
 * @param end how it ended
 * @param refused what was refused on the way; a person can be enrolled by another of their pictures
 */
record Outcome(End end, List<Refused> refused) {
  /** How it ended. */
  enum End {
    ENROLLED,
    /** They were enrolled before. */
    ALREADY,
    REFUSED
  }

  static Outcome refused(Refused refused) {
    return new Outcome(End.REFUSED, List.of(refused));
  }
}
