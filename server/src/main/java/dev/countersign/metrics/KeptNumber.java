package dev.countersign.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A number that is costly to find, found at most every ten seconds. */
final class KeptNumber implements Supplier<Number> {
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Supplier<Number> source;
  private @Nullable Number last;
  private long foundAt;

  KeptNumber(Supplier<Number> source) {
    this.source = source;
  }

  @Override
  public synchronized Number get() {
    Number kept = last;
    if (kept != null && System.nanoTime() - foundAt < KEPT_NANOS) {
      return kept;
    }
    foundAt = System.nanoTime();
    Number found = found();
    last = found;
    return found;
  }

  /** When the database is away, a scrape still gives everything else. */
  private Number found() {
    try {
      return source.get();
    } catch (RuntimeException e) {
      return Double.NaN;
    }
  }
}
