package dev.countersign.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A body that is read bit by bit while it comes; everything that is wrong with it is said. */
final class ArrivingBody extends InputStream {
  private final Context context;
  private final Pace pace;
  private final long limit;
  private final long usual;
  private long started;
  private long bytes;

  ArrivingBody(Context context, long limit) {
    this.context = context;
    this.pace = new Pace(limit);
    this.limit = limit;
    this.usual = Bodies.connection(context).getIdleTimeout();
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    if (!Bodies.sent(context)) {
      return -1;
    }
    if (started == 0) {
      started = System.nanoTime();
      context.req().setAttribute(Bodies.READ, true);
      Bodies.connection(context).setIdleTimeout(Pace.STRETCH.toMillis());
    }
    int read = next(into, offset, length);
    bytes += Math.max(0, read);
    if (bytes > limit) {
      throw Bodies.tooLarge(limit);
    }
    if (read > 0 && !pace.enough(Duration.ofNanos(System.nanoTime() - started), bytes)) {
      throw RequestRefused.malformed("The body came too slowly");
    }
    return read;
  }

  private int next(byte[] into, int offset, int length) {
    try {
      return context.req().getInputStream().read(into, offset, length);
    } catch (IOException e) {
      throw RequestRefused.malformed("The body ended before its announced length");
    }
  }

  @Override
  public void close() {
    Bodies.connection(context).setIdleTimeout(usual);
  }
}
