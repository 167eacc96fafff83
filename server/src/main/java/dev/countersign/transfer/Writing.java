package dev.countersign.transfer;

import dev.countersign.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One write transaction, with what is to be done at its end. */
final class Writing {
  private final Transaction tx;
  private final List<Consumer<Transaction>> last = new ArrayList<>();

  Writing(Transaction tx) {
    this.tx = tx;
  }

  Transaction tx() {
    return tx;
  }

  /** Has that done when everything else of the transaction is. */
  void atTheEnd(Consumer<Transaction> work) {
    last.add(work);
  }

  void end() {
    last.forEach(work -> work.accept(tx));
  }
}
