package dev.countersign.portal;

import dev.countersign.capture.Refusal;
import dev.countersign.matching.SearchResult.Person;
import dev.countersign.privacy.PictureVault.Opened;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What became of a try. */
public sealed interface Outcome {
  /** The face is kept. */
  record Enrolled(Optional<Opened> thumbnail) implements Outcome {}

  /** The face is the person's. */
  record Authenticated(Optional<Opened> thumbnail) implements Outcome {}

  /** It was searched for: the people it is like, best first. */
  record Found(List<Person> people, Optional<Opened> thumbnail) implements Outcome {
    /** Keeps an unmodifiable copy of the people. */
    public Found {
      people = List.copyOf(people);
    }
  }

  /** It was refused; the person may try again as long as the address is open. */
  record Refused(Refusal refusal) implements Outcome {}

  /** The face is a little too unlike; a code was mailed that makes up for it. */
  record CodeSent(String reference) implements Outcome {
    /** Without the reference. */
    @Override
    public String toString() {
      return "CodeSent[…]";
    }
  }

  /** Too much work: not looked at, and nothing was written. */
  record Busy(Duration retryAfter) implements Outcome {}

  /**
   * It failed too often; nothing was looked at or written.
   *
   * @param person whether with links for this person, whichever they were
   */
  record TooOften(Duration retryAfter, boolean person) implements Outcome {}

  /** The address was used, or expired, after the person was shown it. */
  record ClosedMeanwhile() implements Outcome {}
}
