package dev.countersign.notify;

import dev.countersign.domain.OutboxMessage;
import java.util.Optional;

/** Delivers messages of one kind. It is over within a minute, whatever the other side does. */
interface Courier {
  /** Tries once. An exception counts as {@link Outcome.Failed}. */
  Outcome deliver(OutboxMessage message);

  /** What keeps it from delivering anything, in words for the operator. */
  default Optional<String> problem() {
    return Optional.empty();
  }

  /** What the log says of the message; absent for one that goes nowhere. */
  default Optional<Label> label(OutboxMessage message) {
    return Optional.empty();
  }

  /**
   * What a message is about, and where it goes.
   *
   * @param what such as an event's name
   * @param destination a URL without its query, a client, or the empty string for a person
   */
  record Label(String what, String destination) {}

  /** How a try ended. Reasons come from a small set and name no person, address or URL. */
  sealed interface Outcome {
    /** It arrived; the answer is what the receiver said, if it said anything. */
    record Delivered(String answer) implements Outcome {
      /** It arrived, and nothing more is known. */
      Delivered() {
        this("");
      }
    }

    /** It did not arrive; a later try may succeed. */
    record Failed(String reason) implements Outcome {}

    /** It did not arrive, and trying again is pointless. */
    record Refused(String reason) implements Outcome {}
  }
}
