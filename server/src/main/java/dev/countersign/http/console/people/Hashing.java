package dev.countersign.http.console.people;

import dev.countersign.crypto.HashPool;
import dev.countersign.crypto.HashPoolFull;
import dev.countersign.http.Failure;
import dev.countersign.http.RequestRefused;
import java.util.function.Supplier;

/** Passwords are hashed among those of everybody else, never on a request's own thread. */
final class Hashing {
  private Hashing() {}

  static <T> T run(HashPool pool, Supplier<T> work) {
    try {
      return pool.run(HashPool.Lane.ORDINARY, work);
    } catch (HashPoolFull e) {
      throw new RequestRefused(Failure.busy(e.retryAfter()));
    }
  }
}
