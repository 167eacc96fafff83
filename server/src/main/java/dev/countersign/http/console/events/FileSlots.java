package dev.countersign.http.console.events;

import dev.countersign.http.Failure;
import dev.countersign.http.Reply;
import dev.countersign.http.RequestRefused;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/** How many files are written at once on this node: whoever reads slowly holds one for long. */
final class FileSlots {
  static final int AT_ONCE = 4;
  private static final Duration LATER = Duration.ofSeconds(10);

  private final Semaphore free = new Semaphore(AT_ONCE);

  /**
   * The same body, holding a slot from now until it was written or could not be.
   *
   * @throws RequestRefused when all are taken
   */
  Reply.Streamed held(Reply.Streamed body) {
    if (!free.tryAcquire()) {
      throw new RequestRefused(Failure.busy(LATER));
    }
    return new Held(body);
  }

  private final class Held implements Reply.Streamed {
    private final Reply.Streamed body;

    Held(Reply.Streamed body) {
      this.body = body;
    }

    @Override
    public long length() {
      return body.length();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      try {
        body.writeTo(out);
      } finally {
        free.release();
      }
    }
  }
}
