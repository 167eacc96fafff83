package dev.countersign.capture;

import dev.countersign.store.Transaction;
import java.util.Optional;

/**
 * What else belongs into the transaction that ends a request: a capability that lets it in once is
 * looked at and used up there, so that of many requests at once one succeeds.
 *
 * @param <R> how the request ends
 */
public interface Ending<R> {
  /**
   * Why the request may not go on by now; asked before anything is kept. What ended it has been
   * told already: of this request only the trail is, whatever else was wrong with it.
   */
  Optional<Refusal> refusal(Transaction tx);

  /** How it ended. */
  void ended(Transaction tx, R result);

  /** Nothing else. */
  static <R> Ending<R> none() {
    return new Ending<>() {
      @Override
      public Optional<Refusal> refusal(Transaction tx) {
        return Optional.empty();
      }

      @Override
      public void ended(Transaction tx, R result) {
        // Nothing depends on it.
      }
    };
  }
}
