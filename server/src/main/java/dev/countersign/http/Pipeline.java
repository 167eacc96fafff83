package dev.countersign.http;

import dev.countersign.config.LogSettings;
import dev.countersign.face.FaceModelsUnavailable;
import dev.countersign.http.Failure.Kind;
import dev.countersign.metrics.HttpMetrics;
import dev.countersign.store.StoreUnavailable;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * What every request goes through, in this order: request id, client address, what the head shows
 * of the caller, body limit and media type, declared access, the endpoint, the answer with its
 * headers, metrics and the log line.
 */
final class Pipeline {
  private static final Failure NO_FACES =
      new Failure(
          Kind.BUSY,
          "Faces cannot be looked at, because the server's face models could not be loaded; whoever"
              + " runs it finds why in its log",
          Optional.of(Duration.ofMinutes(1)));

  private static final Logger log = LoggerFactory.getLogger(Pipeline.class);
  private static final Logger requests = LoggerFactory.getLogger("countersign.requests");
  private static final String LINE = "{} {} {} {} ms";

  private final ClientAddress clientAddress;
  private final Bodies bodies;
  private final Doorkeeper doorkeeper;
  private final HttpMetrics metrics;
  private final InstantSource clock;
  private final boolean tls;
  private final LogSettings.Requests logged;

  Pipeline(
      ClientAddress clientAddress,
      Bodies bodies,
      Doorkeeper doorkeeper,
      HttpMetrics metrics,
      InstantSource clock,
      boolean tls,
      LogSettings.Requests logged) {
    this.clientAddress = clientAddress;
    this.bodies = bodies;
    this.doorkeeper = doorkeeper;
    this.metrics = metrics;
    this.clock = clock;
    this.tls = tls;
    this.logged = logged;
  }

  void serve(Route route, Context context) {
    long started = System.nanoTime();
    Exchange bare = exchange(context, route.dialect(), new byte[0]);
    MDC.put("request", bare.requestId());
    try {
      Reply reply = answer(route, context, bare);
      sendAll(context, bare, reply);
      note(route, bare, reply.status(), System.nanoTime() - started);
    } finally {
      MDC.remove("request");
    }
  }

  /** What no route answers, in the shape of the dialect the path belongs to. */
  void refuse(Dialect dialect, Failure failure, Context context) {
    Exchange bare = exchange(context, dialect, new byte[0]);
    send(context, bare, failure(dialect, failure, bare));
  }

  private Reply answer(Route route, Context context, Exchange bare) {
    try {
      return entered(route, context, bare);
    } catch (RequestRefused e) {
      if (e.failure().kind() != Kind.MALFORMED) {
        bodies.discard(context, route);
      }
      return failure(route.dialect(), e.failure(), bare);
    } catch (StoreUnavailable e) {
      log.error("The database is unavailable: {}", e.getMessage(), e.getCause());
      return failure(route.dialect(), Failure.busy(Duration.ofSeconds(2)), bare);
    } catch (FaceModelsUnavailable e) {
      log.warn("No face can be looked at: {}", e.getMessage());
      return failure(route.dialect(), NO_FACES, bare);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      // Errors of the machine under one call: unless caught here they are answered with nothing and
      // told nowhere.
      log.error("Unexpected failure of {} {}", route.method(), route.path(), e);
      String message = "Unexpected failure; the log has it under request " + bare.requestId();
      return failure(route.dialect(), Failure.of(Kind.UNEXPECTED, message), bare);
    }
  }

  private Reply entered(Route route, Context context, Exchange bare) {
    Optional<Reply> refusal = Doorkeeper.refusal(route, bare);
    if (refusal.isPresent()) {
      bodies.discard(context, route);
      return refusal.get();
    }
    Optional<Caller> known = doorkeeper.known(route, bare);
    try (BodyBudget.Share share = bodies.share(bare.origin().network())) {
      known.ifPresent(caller -> share.heldBy(caller.session().customerId().toString()));
      if (route.body() == BodyKind.FILE_FORM) {
        return streamed(route, context, bare, share);
      }
      if (route.body() == BodyKind.FILE) {
        return arriving(route, context, bare);
      }
      byte[] body = bodies.read(context, route, known.isPresent(), share);
      return doorkeeper.enter(route, bare.withBody(body), known);
    }
  }

  /** The file is read by what answers the call, and by nothing before its caller was let in. */
  private Reply streamed(Route route, Context context, Exchange bare, BodyBudget.Share share) {
    try (FileForm form = bodies.open(context, share)) {
      return doorkeeper.enter(route, bare.withFile(form), Optional.empty());
    }
  }

  private Reply arriving(Route route, Context context, Exchange bare) {
    try (ArrivingBody body = bodies.arriving(context)) {
      ArrivingFile file = new ArrivingFile(context.req().getContentLengthLong(), body);
      return doorkeeper.enter(route, bare.withArriving(file), Optional.empty());
    }
  }

  private static Reply failure(Dialect dialect, Failure failure, Exchange bare) {
    return dialect.failure(failure, bare).retry(failure);
  }

  private Exchange exchange(Context context, Dialect dialect, byte[] body) {
    InetAddress peer = ClientAddress.peer(context.req().getRemoteAddr());
    InetAddress client = clientAddress.of(peer, headers(context, clientAddress.header()));
    Optional<String> given = Optional.ofNullable(context.req().getHeader(RequestIds.HEADER));
    String requestId = RequestIds.of(given, clientAddress.trusts(peer));
    return new Exchange(context, requestId, client, dialect.name(), clock.instant(), body);
  }

  private static List<String> headers(Context context, String name) {
    Enumeration<String> values = context.req().getHeaders(name);
    if (!values.hasMoreElements()) {
      return List.of();
    }
    return Collections.list(values);
  }

  private void sendAll(Context context, Exchange exchange, Reply reply) {
    try {
      send(context, exchange, reply);
    } finally {
      reply.streamed().ifPresent(Reply.Streamed::close);
    }
  }

  private void send(Context context, Exchange exchange, Reply reply) {
    var response = context.res();
    response.setHeader(RequestIds.HEADER, exchange.requestId());
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    // A token in the query must not travel on in a Referer.
    response.setHeader("Referrer-Policy", "no-referrer");
    if (tls) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
    reply.headers().forEach(response::setHeader);
    reply.cookies().forEach(cookie -> response.addHeader("Set-Cookie", cookie.header()));
    boolean leftUnread = Bodies.leftUnread(context);
    if (leftUnread) {
      // What was not read cannot be told from the next request; a client must not reuse the
      // connection and find it closed.
      response.setHeader("Connection", "close");
    }
    response.setStatus(reply.status());
    write(response, reply, leftUnread);
    if (leftUnread) {
      Bodies.linger(context);
    }
  }

  private static void write(HttpServletResponse response, Reply reply, boolean now) {
    try {
      writeBody(response, reply);
      if (now) {
        response.flushBuffer();
      }
    } catch (IOException e) {
      log.debug("The client went away before its answer", e);
    }
  }

  private static void writeBody(HttpServletResponse response, Reply reply) throws IOException {
    if (reply.streamed().isPresent()) {
      writeStreamed(response, reply.contentType(), reply.streamed().get());
      return;
    }
    if (reply.body().length == 0) {
      response.setContentType(null);
      return;
    }
    response.setContentType(reply.contentType());
    response.setContentLength(reply.body().length);
    response.getOutputStream().write(reply.body());
  }

  private static void writeStreamed(
      HttpServletResponse response, String contentType, Reply.Streamed body) throws IOException {
    response.setContentType(contentType);
    // Without a length it goes out in chunks.
    if (body.length() >= 0) {
      response.setContentLengthLong(body.length());
    }
    body.writeTo(response.getOutputStream());
  }

  private void note(Route route, Exchange exchange, int status, long nanos) {
    metrics.answered(route.dialect().name(), route.path(), status, nanos);
    long millis = nanos / 1_000_000;
    switch (logged) {
      case ALL -> requests.info(LINE, route.method(), shown(route, exchange), status, millis);
      case FAILURES -> {
        if (status >= 500) {
          requests.warn(LINE, route.method(), shown(route, exchange), status, millis);
        }
      }
      case NONE -> {}
    }
  }

  /** What stands in the path of a call that takes no token may be the very thing that lets in. */
  private static String shown(Route route, Exchange exchange) {
    return switch (route.access()) {
      case Access.Open _, Access.Capability _, Access.Page _, Access.SignedIn _, Access.Console _ ->
          route.path();
      case Access.SessionToken _,
          Access.Api _,
          Access.ApiKey _,
          Access.Networks _,
          Access.Granted _ ->
          exchange.path();
    };
  }
}
