package dev.countersign.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer.
 *
 * @param status the HTTP status
 * @param contentType the media type; empty for an empty body
 * @param body the bytes
 * @param headers more headers
 * @param cookies what the browser is to keep
 * @param streamed what is sent in place of the bytes; absent for most answers
 */
public record Reply(
    int status,
    String contentType,
    byte[] body,
    Map<String, String> headers,
    List<HostCookie> cookies,
    Optional<Streamed> streamed) {
  private static final byte[] NOTHING = new byte[0];

  /** Keeps an unmodifiable copy of the cookies. */
  public Reply {
    cookies = List.copyOf(cookies);
  }

  /** What is too large to be held in memory, or takes something that is given back. */
  public interface Streamed {
    /** How many bytes it has; less than none where nobody knows before it was written. */
    long length();

    /** Writes all of them. */
    void writeTo(OutputStream out) throws IOException;

    /** Gives back what it took; called once it was sent, and also when it could not be. */
    default void close() {}
  }

  /** An answer whose body is written as it is sent. */
  public static Reply streamed(String contentType, Streamed body) {
    return new Reply(200, contentType, NOTHING, Map.of(), List.of(), Optional.of(body));
  }

  /** An answer whose body takes something that is given back once it was sent, or could not be. */
  public static Reply held(String contentType, byte[] body, Runnable givenBack) {
    return streamed(contentType, new HeldBytes(body, givenBack));
  }

  /** An answer without cookies. */
  public Reply(int status, String contentType, byte[] body, Map<String, String> headers) {
    this(status, contentType, body, headers, List.of(), Optional.empty());
  }

  /** Nothing but a status. */
  public static Reply empty(int status) {
    return new Reply(status, "", NOTHING, Map.of());
  }

  /** A JSON object. */
  public static Reply json(int status, Map<String, ?> object) {
    return new Reply(status, "application/json", Json.write(object), Map.of());
  }

  /** Text of that type. */
  public static Reply text(int status, String contentType, String text) {
    return new Reply(
        status, contentType, text.getBytes(java.nio.charset.StandardCharsets.UTF_8), Map.of());
  }

  /** The same answer under another media type. */
  public Reply as(String otherType) {
    return new Reply(status, otherType, body, headers, cookies, streamed);
  }

  /** The same answer with one more header. */
  public Reply with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, contentType, body, more, cookies, streamed);
  }

  /** The same answer with one more cookie; of one name, the last holds. */
  public Reply with(HostCookie cookie) {
    List<HostCookie> more = new ArrayList<>(cookies);
    more.removeIf(one -> one.name().equals(cookie.name()));
    more.add(cookie);
    return new Reply(status, contentType, body, headers, more, streamed);
  }

  /** Sends the browser on with a GET, so that going back or reloading posts nothing again. */
  public static Reply seeOther(String location) {
    return empty(303).with("Location", location);
  }

  /** The same answer, saying when to try again if the failure does. */
  public Reply retry(Failure failure) {
    if (failure.retryAfter().isEmpty()) {
      return this;
    }
    return with("Retry-After", Long.toString(Failure.seconds(failure.retryAfter().get())));
  }
}
