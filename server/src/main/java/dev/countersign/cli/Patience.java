package dev.countersign.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks a feature again for as long as it has too much to do, or is still reading its galleries. */
final class Patience {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int MOST = 3_000;

  private Patience() {}

  /**
   * The first answer that is not to come back later.
   *
   * @param later when an answer says to come back
   */
  static <R> R ask(Supplier<R> question, Function<R, Optional<Duration>> later) {
    R answer = question.get();
    for (int i = 0; i < MOST && later.apply(answer).isPresent(); i++) {
      pause();
      answer = question.get();
    }
    return answer;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailed("It was interrupted.");
    }
  }
}
