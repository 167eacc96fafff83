package dev.countersign.http.console.events;

import dev.countersign.http.Failure;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How many files are written at once on this node. Whoever reads slowly may take all the time they
 * need, as long as nobody else waits: then their file ends unfinished.
 */
final class FileSlots {
  static final int AT_ONCE = 4;
  private static final Duration LATER = Duration.ofSeconds(10);
  private final LongSupplier nanoTime;
  private final Set<Held> taken = new LinkedHashSet<>();

  FileSlots(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * The same body, holding a slot from now until it was written or could not be.
   *
   * @throws RequestRefused when all are taken; those who read too slowly lose theirs by then
   */
  synchronized Reply.Streamed held(Reply.Streamed body) {
    if (taken.size() >= AT_ONCE) {
      taken.forEach(Held::endIfSlow);
      throw new RequestRefused(Failure.busy(LATER));
    }
    Held held = new Held(body, new ReadingPace(nanoTime));
    taken.add(held);
    return held;
  }

  private synchronized void begin(Held held) {
    held.writer = Thread.currentThread();
  }

  private synchronized void forget(Held held) {
    taken.remove(held);
  }

  private synchronized void end(Held held) {
    held.writer = null;
    taken.remove(held);
    if (held.ended) {
      // It was meant for the writing, which is over; what follows is not to be broken off.
      var _ = Thread.interrupted();
    }
  }

  private final class Held implements Reply.Streamed {
    private final Reply.Streamed body;
    private final ReadingPace pace;
    private @Nullable Thread writer;
    private boolean ended;

    Held(Reply.Streamed body, ReadingPace pace) {
      this.body = body;
      this.pace = pace;
    }

    private void endIfSlow() {
      Thread writing = writer;
      if (writing != null && !ended && pace.tooSlow()) {
        ended = true;
        writing.interrupt();
      }
    }

    @Override
    public long length() {
      return body.length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      begin(this);
      try {
        body.writeTo(pace.of(out));
      } finally {
        end(this);
      }
    }

    /** The answer may have come to nothing before the body was asked for. */
    @Override
    public void close() {
      forget(this);
    }
  }
}
