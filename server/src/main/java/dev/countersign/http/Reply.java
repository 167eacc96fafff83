package dev.countersign.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param status the HTTP status
 * @param contentType the media type; empty for an empty body
 * @param body the bytes
 * @param headers more headers
 */
public record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {
  private static final byte[] NOTHING = new byte[0];

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
    return new Reply(status, otherType, body, headers);
  }

  /** The same answer with one more header. */
  public Reply with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, contentType, body, more);
  }

  /** The same answer, saying when to try again if the failure does. */
  public Reply retry(Failure failure) {
    if (failure.retryAfter().isEmpty()) {
      return this;
    }
    return with("Retry-After", Long.toString(Failure.seconds(failure.retryAfter().get())));
  }
}
