package dev.countersign.http;

import dev.countersign.http.Failure.Kind;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** Reads a request's body as far as it may go. */
final class Bodies {
  private static final byte[] NONE = new byte[0];

  /** The attribute of a request whose body somebody began to read. */
  static final String READ = Bodies.class.getName() + ".read";

  private static final int CHUNK = 4 * 1024;

  /** How long, and how much, a refused client may go on sending before it looks for the answer. */
  private static final Duration LINGER = Duration.ofSeconds(3);

  private static final Duration LINGER_IDLE = Duration.ofSeconds(1);
  private static final long LINGER_BYTES = 32 * 1024 * 1024;

  private final BodyLimits limits;
  private final BodyBudget budget;

  Bodies(BodyLimits limits, BodyBudget budget) {
    this.limits = limits;
    this.budget = budget;
  }

  /** What a request holds of the memory for bodies; closed when it is answered. */
  BodyBudget.Share share(String network) {
    return budget.share(network);
  }

  /**
   * The body.
   *
   * @param known whether the caller's token was looked at already and is good
   */
  byte[] read(Context context, Route route, boolean known, BodyBudget.Share share) {
    BodyKind kind = route.body();
    long limit = limits.of(route, known);
    if (kind == BodyKind.NONE) {
      if (context.req().getContentLengthLong() > limit) {
        throw tooLarge(limit);
      }
      discard(context, BodyLimits.OF_STRANGERS);
      return NONE;
    }
    byte[] body = read(context, limit, share);
    if (body.length > 0) {
      BodyTypes.require(kind, type(context));
    }
    return body;
  }

  /** A form with a file, of which nothing is read yet; closed when the request is answered. */
  FileForm open(Context context, BodyBudget.Share share) {
    String type = type(context);
    BodyTypes.require(BodyKind.FILE_FORM, type);
    share.take(FileForm.MEMORY);
    // Beside the file there are a few fields, each with its head.
    long most = limits.file() + FileForm.BESIDE;
    return new FileForm(
        type, context.req().getContentLengthLong(), new ArrivingBody(context, most));
  }

  /** A body of one file, of which nothing is read yet; closed when the request is answered. */
  ArrivingBody arriving(Context context) {
    return new ArrivingBody(context, limits.file());
  }

  private static String type(Context context) {
    return Optional.ofNullable(context.req().getContentType()).orElse("");
  }

  /**
   * Lets the body of a request that is refused already go by. Few clients look for an answer before
   * they have sent everything: they would find the connection broken instead. It takes no memory.
   */
  void discard(Context context, Route route) {
    letPass(context, limits.of(route.body()));
  }

  private static void letPass(Context context, long most) {
    // RFC 9110, section 10.1.1: the client "wishes to receive a 100 (Continue) interim response if
    // the method, target URI, and header fields are not sufficient to cause an immediate success,
    // redirect, or error response." Here they are; reading would ask for the body.
    boolean asks = context.req().getHeader("Expect") != null;
    long announced = context.req().getContentLengthLong();
    if (!asks && announced > 0 && announced <= most) {
      discard(context, announced);
    }
  }

  /** Spares a client that sends a needless body from connecting anew. */
  private static void discard(Context context, long most) {
    if (!sent(context)) {
      return;
    }
    try {
      read(context, most, (_, _) -> {});
    } catch (RequestRefused e) {
      // What is left unread is seen when the answer is sent.
      return;
    }
  }

  static boolean sent(Context context) {
    return context.req().getContentLengthLong() > 0
        || context.req().getHeader("Transfer-Encoding") != null;
  }

  /** Whether some of the body is still to come. */
  static boolean leftUnread(Context context) {
    if (!sent(context)) {
      return false;
    }
    if (context.req().getAttribute(READ) == null) {
      // Only to look would ask a client that waits for it to send.
      return true;
    }
    try {
      return !context.req().getInputStream().isFinished();
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Lets what is still coming go by, after the answer was sent and before the connection is closed.
   * RFC 9112, section 9.6: "If a server performs an immediate close of a TCP connection, there is a
   * significant risk that the client will not be able to read the last HTTP response. [...] To
   * avoid the TCP reset problem, servers typically close a connection in stages."
   */
  static void linger(Context context) {
    if (context.req().getHeader("Expect") != null) {
      return;
    }
    EndPoint connection = connection(context);
    connection.setIdleTimeout(LINGER_IDLE.toMillis());
    try {
      passBy(context.req().getInputStream());
    } catch (IOException e) {
      // It has stopped sending, which is what this waits for.
      return;
    }
  }

  private static void passBy(InputStream in) throws IOException {
    long until = System.nanoTime() + LINGER.toNanos();
    byte[] chunk = new byte[CHUNK];
    long bytes = 0;
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      bytes += n;
      if (bytes > LINGER_BYTES || System.nanoTime() > until) {
        return;
      }
    }
  }

  /** Takes bytes as they come. */
  private interface Sink {
    void take(byte[] chunk, int length);
  }

  private static byte[] read(Context context, long limit, BodyBudget.Share share) {
    if (context.req().getContentLengthLong() > limit) {
      letPass(context, 2 * limit);
      throw tooLarge(limit);
    }
    if (!sent(context)) {
      return NONE;
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    // Memory is taken as bytes arrive: what is announced costs a caller nothing.
    read(
        context,
        limit,
        (chunk, length) -> {
          share.take(length);
          body.write(chunk, 0, length);
        });
    return body.toByteArray();
  }

  private static void read(Context context, long limit, Sink sink) {
    context.req().setAttribute(READ, true);
    EndPoint connection = connection(context);
    long usual = connection.getIdleTimeout();
    // The pace is only looked at when something comes.
    connection.setIdleTimeout(Pace.STRETCH.toMillis());
    try {
      read(context.req().getInputStream(), limit, sink);
    } catch (IOException e) {
      throw RequestRefused.malformed("The body ended before its announced length");
    } finally {
      connection.setIdleTimeout(usual);
    }
  }

  static EndPoint connection(Context context) {
    return ServletContextRequest.getServletContextRequest(context.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint();
  }

  private static void read(InputStream in, long limit, Sink sink) throws IOException {
    long started = System.nanoTime();
    Pace pace = new Pace(limit);
    long bytes = 0;
    byte[] chunk = new byte[CHUNK];
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      bytes += n;
      if (bytes > limit) {
        throw tooLarge(limit);
      }
      sink.take(chunk, n);
      if (!pace.enough(Duration.ofNanos(System.nanoTime() - started), bytes)) {
        throw RequestRefused.malformed("The body came too slowly");
      }
    }
  }

  static RequestRefused tooLarge(long limit) {
    return new RequestRefused(
        Failure.of(Kind.TOO_LARGE, "The body must have at most " + limit + " bytes"));
  }
}
