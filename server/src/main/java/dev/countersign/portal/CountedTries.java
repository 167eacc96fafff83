package dev.countersign.portal;

import dev.countersign.capture.Refusal;
import dev.countersign.enrolment.LinkTries;
import dev.countersign.portal.Visit.Open;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Lets so many tries be made with one address, and so many guesses at one person, and no more.
 * Every try is counted before it is looked at, so that parallel ones all count, and taken back
 * afterwards where it does not.
 */
final class CountedTries {
  /** What is refused only once something was held against the person. */
  private static final Set<String> GUESSES = Set.of("no_match", "not_live", "wrong_code");

  private final LinkTries tries;

  CountedTries(LinkTries tries) {
    this.tries = tries;
  }

  /**
   * Makes a try, unless there were too many. Those to pass for somebody are counted for them too:
   * with many portals nobody gets more of them than with one.
   */
  Outcome counted(Open visit, Supplier<Outcome> attempt) {
    Optional<Duration> wait = tries.reserve(visit.key());
    if (wait.isPresent()) {
      return new Outcome.TooOften(wait.get(), false);
    }
    Optional<Duration> longer = visit.person().flatMap(tries::reserve);
    if (longer.isPresent()) {
      tries.release(visit.key());
      return new Outcome.TooOften(longer.get(), true);
    }
    Outcome outcome = made(visit, attempt);
    if (outcome instanceof Outcome.Busy) {
      tries.release(visit.key());
    }
    if (!isGuess(outcome)) {
      visit.person().ifPresent(tries::release);
    }
    return outcome;
  }

  private Outcome made(Open visit, Supplier<Outcome> attempt) {
    try {
      return attempt.get();
    } catch (RuntimeException e) {
      // Whatever it was, nobody was told anything of the person.
      visit.person().ifPresent(tries::release);
      throw e;
    }
  }

  /**
   * Whether it was a try to pass for the person. Pictures that cannot be compared are none: a bad
   * camera, or whoever sends them on purpose, would keep the person out everywhere.
   */
  private static boolean isGuess(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused(Refusal refusal) -> GUESSES.contains(refusal.code());
      // What closed the address may have come after the face was compared.
      case Outcome.CodeSent _, Outcome.ClosedMeanwhile _ -> true;
      case Outcome.Authenticated _, Outcome.Enrolled _, Outcome.Found _ -> false;
      case Outcome.Busy _, Outcome.TooOften _ -> false;
    };
  }
}
