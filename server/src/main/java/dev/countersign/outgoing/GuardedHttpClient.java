package dev.countersign.outgoing;

import dev.countersign.metrics.OutgoingMetrics;
import dev.countersign.outgoing.OutgoingRefused.Reason;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/**
 * Makes calls to other hosts, each passed by the guard and connected to the very addresses it
 * vetted. No cookies, no proxy, no decompression, no retries, no connection kept; a call is over
 * after ten seconds. Instances may be shared between threads.
 */
public final class GuardedHttpClient {
  /** How long a call may take from beginning to end. */
  public static final Duration TOTAL = Duration.ofSeconds(10);

  private final OutgoingGuard guard;
  private final PinnedExchange exchange;
  private final OutgoingMetrics metrics;
  private final Duration total;

  /**
   * Wires the client.
   *
   * @param guard says what may be called
   * @param tls whose certificates are trusted
   * @param metrics counts what was refused
   */
  public GuardedHttpClient(OutgoingGuard guard, SSLContext tls, OutgoingMetrics metrics) {
    this(guard, tls, metrics, TOTAL);
  }

  GuardedHttpClient(OutgoingGuard guard, SSLContext tls, OutgoingMetrics metrics, Duration total) {
    this.guard = guard;
    this.exchange = new PinnedExchange(tls);
    this.metrics = metrics;
    this.total = total;
  }

  /**
   * Makes the call and reads the whole answer, whatever its status.
   *
   * @throws OutgoingRefused when the guard refuses the URL or a redirect, or no answer was got
   */
  public OutgoingResponse send(OutgoingRequest request) throws OutgoingRefused {
    return send(request, AnswerRoom.UNBOUNDED);
  }

  /**
   * The same, for answers so large that there may be no room for many.
   *
   * @param room for what is read, of redirects too; asked in another thread
   * @throws OutgoingRefused also when there is no room
   */
  public OutgoingResponse send(OutgoingRequest request, AnswerRoom room) throws OutgoingRefused {
    try {
      return Deadline.within(total, () -> follow(request, room));
    } catch (Exception e) {
      Reason reason = reason(e);
      metrics.refused(reason.text());
      throw new OutgoingRefused(reason);
    }
  }

  private OutgoingResponse follow(OutgoingRequest request, AnswerRoom room)
      throws OutgoingRefused, IOException {
    Target target = guard.check(request.url(), request.customersHosts());
    Map<String, String> headers = request.headers();
    OutgoingResponse response = exchange.perform(target, request, headers, room);
    for (int hop = 0; response.redirect() && request.redirects() > 0; hop++) {
      if (hop == request.redirects()) {
        throw new OutgoingRefused(Reason.REDIRECT);
      }
      Target next = guard.check(location(target, response), request.customersHosts());
      if (!next.sameOrigin(target)) {
        headers = Map.of();
      }
      target = next;
      response = exchange.perform(target, request, headers, room);
    }
    return response;
  }

  // RFC 9110, section 10.2.2: relative to the URL that was called.
  private static String location(Target target, OutgoingResponse response) throws OutgoingRefused {
    String location =
        response.header("location").orElseThrow(() -> new OutgoingRefused(Reason.REDIRECT));
    try {
      return target.url().resolve(location).toString();
    } catch (IllegalArgumentException notAUrl) {
      throw new OutgoingRefused(Reason.REDIRECT);
    }
  }

  private static Reason reason(Exception thrown) {
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    return switch (thrown) {
      case OutgoingRefused refused -> refused.reason();
      case TimeoutException _, InterruptedException _ -> Reason.TIMED_OUT;
      case ConnectTimeoutException _, ConnectException _, NoRouteToHostException _ ->
          Reason.NOT_CONNECTED;
      case SSLException _ -> Reason.TLS;
      case InterruptedIOException _ -> Reason.TIMED_OUT;
      default -> Reason.BROKEN_ANSWER;
    };
  }
}
