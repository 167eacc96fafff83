package dev.countersign.keys;

import dev.countersign.domain.Origin;
import dev.countersign.keys.EpochChange.Outcome;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A change of epoch that takes longer than a request: begun here, looked at until it is over. What
 * this process knows of it ends with it; one it did not finish is finished when asked for again.
 */
public final class BackgroundEpochChange {
  private static final Logger log = LoggerFactory.getLogger(BackgroundEpochChange.class);

  private final EpochChange change;
  private final AtomicReference<Optional<State>> state = new AtomicReference<>(Optional.empty());

  public BackgroundEpochChange(EpochChange change) {
    this.change = change;
  }

  /** How the change is doing. */
  public sealed interface State {
    /** So many keys of all there are lie under the new epoch. */
    record Running(long done, long total) implements State {}

    /** It is over. */
    record Over(Outcome outcome) implements State {}

    /** It broke off; the log says why. Asking again finishes it. */
    record Failed() implements State {}
  }

  /** What this process knows of the last change. */
  public Optional<State> state() {
    return state.get();
  }

  /** Begins one; false when one is under way here. */
  public synchronized boolean start(Origin origin) {
    if (state.get().filter(one -> one instanceof State.Running).isPresent()) {
      return false;
    }
    set(new State.Running(0, 0));
    Thread.ofPlatform().name("face-epoch").daemon().start(() -> run(origin));
    return true;
  }

  private void set(State next) {
    state.set(Optional.of(next));
  }

  private void run(Origin origin) {
    try {
      set(new State.Over(change.run((done, total) -> set(new State.Running(done, total)), origin)));
    } catch (RuntimeException e) {
      log.warn("The change of the epoch of faces broke off", e);
      set(new State.Failed());
    }
  }
}
