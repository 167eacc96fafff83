package dev.countersign.portal;

import dev.countersign.domain.Portal.Progress;
import dev.countersign.domain.Portal.State;
import java.time.Instant;
import java.util.Set;

/**
 * How far one try brings a portal.
 *
 * @param done whether what it is for was done
 * @param reason the code of what was refused, or the empty string
 */
record Step(boolean done, String reason) {
  /** As many faces that are not the person's as a portal takes. */
  static final int MOST_MISMATCHES = 5;

  private static final Set<String> MISMATCHES = Set.of("no_match", "code_sent");

  /** What no other picture changes. */
  private static final Set<String> FINAL =
      Set.of(
          "blacklisted",
          "disabled",
          "unknown_user",
          "not_enrolled",
          "already_enrolled",
          "duplicate");

  static Step done(String reason) {
    return new Step(true, reason);
  }

  static Step refused(String code) {
    return new Step(false, code);
  }

  Progress after(Progress before, Instant now) {
    if (done) {
      return new Progress(State.SUCCESS, reason, before.mismatches(), now);
    }
    int mismatches = before.mismatches() + (MISMATCHES.contains(reason) ? 1 : 0);
    // Whoever was sent a code may still tell it.
    boolean guessed = mismatches >= MOST_MISMATCHES && !reason.equals("code_sent");
    if (FINAL.contains(reason) || guessed) {
      return new Progress(State.FAILURE, reason, mismatches, now);
    }
    return new Progress(State.OPEN, reason, mismatches, null);
  }
}
