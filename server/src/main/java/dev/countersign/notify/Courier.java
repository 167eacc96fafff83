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

  /** How a try ended. Reasons come from a small set and name no person, address or URL. */
  sealed interface Outcome {
    /** It arrived. */
    record Delivered() implements Outcome {}

    /** It did not arrive; a later try may succeed. */
    record Failed(String reason) implements Outcome {}

    /** It did not arrive, and trying again is pointless. */
    record Refused(String reason) implements Outcome {}
  }
}
