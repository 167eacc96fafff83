package dev.countersign.http;

import dev.countersign.http.Failure.Kind;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** Reads a request's body as far as it may go. */
final class Bodies {
  private static final byte[] NONE = new byte[0];
  private static final int DISCARDED = 64 * 1024;
  private static final int CHUNK = 4 * 1024;

  /** Names, passwords and tokens: what somebody sends who is not known yet. */
  private static final long LARGEST_OF_STRANGERS = 64 * 1024;

  /** A picture as a telephone's camera page sends it. */
  private static final long LARGEST_PICTURE_OF_STRANGERS = 2 * 1024 * 1024;

  /** How long a body may take whatever its size, and what it must bring per second after that. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long SLOWEST_BYTES_PER_SECOND = 1000;

  private final long largest;
  private final long largestPicture;
  private final BodyBudget budget;

  Bodies(long largest, long largestPicture, BodyBudget budget) {
    this.largest = largest;
    this.largestPicture = largestPicture;
    this.budget = budget;
  }

  /** What a request holds of the memory for bodies; closed when it is answered. */
  BodyBudget.Share share() {
    return budget.share();
  }

  byte[] read(Context context, Route route, BodyBudget.Share share) {
    BodyKind kind = route.body();
    long limit = limit(route);
    if (kind == BodyKind.NONE) {
      if (context.req().getContentLengthLong() > limit) {
        throw tooLarge(limit);
      }
      discard(context);
      return NONE;
    }
    byte[] body = read(context, limit, share);
    requireType(context, kind, body.length > 0);
    return body;
  }

  private long limit(Route route) {
    if (route.body() == BodyKind.PICTURE_FORM) {
      return largestPicture;
    }
    if (route.body() == BodyKind.PICTURE_JSON) {
      if (route.access() instanceof Access.Open) {
        return Math.min(largestPicture, LARGEST_PICTURE_OF_STRANGERS);
      }
      return largestPicture;
    }
    return switch (route.access()) {
      case Access.Open _, Access.Capability _, Access.ApiKey _ -> {
        if (route.body() == BodyKind.NONE) {
          yield largest;
        }
        yield Math.min(largest, LARGEST_OF_STRANGERS);
      }
      case Access.CustomerToken _, Access.UserToken _, Access.AnyToken _, Access.Networks _ ->
          largest;
    };
  }

  /** Spares a client that sends a small needless body from connecting anew. */
  private static void discard(Context context) {
    if (!sent(context)) {
      return;
    }
    try {
      context.req().getInputStream().skip(DISCARDED);
    } catch (IOException e) {
      throw RequestRefused.malformed("The body ended before its announced length");
    }
  }

  private static boolean sent(Context context) {
    return context.req().getContentLengthLong() > 0
        || context.req().getHeader("Transfer-Encoding") != null;
  }

  /** Whether some of the body is still to come. */
  static boolean leftUnread(Context context) {
    if (!sent(context)) {
      return false;
    }
    try {
      return !context.req().getInputStream().isFinished();
    } catch (IOException e) {
      return true;
    }
  }

  private static byte[] read(Context context, long limit, BodyBudget.Share share) {
    if (context.req().getContentLengthLong() > limit) {
      throw tooLarge(limit);
    }
    if (!sent(context)) {
      return NONE;
    }
    try {
      return read(context.req().getInputStream(), limit, share);
    } catch (IOException e) {
      throw RequestRefused.malformed("The body ended before its announced length");
    }
  }

  /** Memory is taken as bytes arrive: what is announced costs a caller nothing. */
  private static byte[] read(InputStream in, long limit, BodyBudget.Share share)
      throws IOException {
    long started = System.nanoTime();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      if (body.size() + n > limit) {
        throw tooLarge(limit);
      }
      share.take(n);
      body.write(chunk, 0, n);
      requirePace(Duration.ofNanos(System.nanoTime() - started), body.size());
    }
    return body.toByteArray();
  }

  /** Refuses a body that comes so slowly that its sender only means to hold on to the server. */
  static void requirePace(Duration elapsed, long bytes) {
    if (elapsed.compareTo(PATIENCE.plusSeconds(bytes / SLOWEST_BYTES_PER_SECOND)) > 0) {
      throw RequestRefused.malformed("The body came too slowly");
    }
  }

  private static RequestRefused tooLarge(long limit) {
    return new RequestRefused(
        Failure.of(Kind.TOO_LARGE, "The body must have at most " + limit + " bytes"));
  }

  private static void requireMultipart(String type) {
    if (!MediaTypes.isMultipart(type)) {
      throw new RequestRefused(
          Failure.of(Kind.UNSUPPORTED_MEDIA_TYPE, "Send the form as multipart/form-data"));
    }
  }

  private static void requireType(Context context, BodyKind kind, boolean sent) {
    if (!sent) {
      return;
    }
    String type = context.req().getContentType();
    if (type == null) {
      type = "";
    }
    if (kind == BodyKind.PICTURE_FORM) {
      requireMultipart(type);
      return;
    }
    boolean json = MediaTypes.isJson(type) && kind != BodyKind.FORM;
    boolean form =
        MediaTypes.isForm(type) && (kind == BodyKind.FORM || kind == BodyKind.JSON_OR_FORM);
    if (!json && !form) {
      String wanted = "application/json";
      if (kind == BodyKind.FORM) {
        wanted = "application/x-www-form-urlencoded";
      }
      throw new RequestRefused(
          Failure.of(Kind.UNSUPPORTED_MEDIA_TYPE, "Send the body as Content-Type: " + wanted));
    }
  }
}
