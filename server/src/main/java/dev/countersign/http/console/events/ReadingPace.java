package dev.countersign.http.console.events;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How fast what is written is read. */
final class ReadingPace {
  /** How long anybody may take to begin with. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Bytes a second, from the beginning: the largest files take a quarter of an hour with it. */
  static final int LEAST = 16 * 1024;

  private static final int CHUNK = 8 * 1024;
  private final LongSupplier nanoTime;
  private final long begun;
  private volatile long bytes;

  ReadingPace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  /** Whether it is read more slowly than others should have to wait for. */
  boolean tooSlow() {
    long nanos = nanoTime.getAsLong() - begun;
    if (nanos <= PATIENCE.toNanos()) {
      return false;
    }
    return bytes / LEAST < nanos / Duration.ofSeconds(1).toNanos();
  }

  /** The same stream, whose bytes are counted as they are taken. */
  OutputStream of(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] written, int from, int length) throws IOException {
        for (int at = 0; at < length; at += CHUNK) {
          int part = Math.min(CHUNK, length - at);
          out.write(written, from + at, part);
          counted(part);
        }
      }

      @Override
      public void write(int one) throws IOException {
        out.write(one);
        counted(1);
      }
    };
  }

  // One thread writes.
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void counted(int more) {
    bytes += more;
  }
}
