package dev.countersign.http.dialect.face;

import dev.countersign.capture.Refusal;
import dev.countersign.http.Failure;
import dev.countersign.http.Reply;
import dev.countersign.http.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An answer about one picture, before it is bytes: callbacks repeat it.
 *
 * @param status the HTTP status
 * @param body the JSON
 * @param later when to try again, where that makes sense
 */
record FaceAnswer(int status, Map<String, Object> body, Optional<Failure> later) {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int BUSY = 503;

  static FaceAnswer success(Map<String, ?> fields, String message) {
    Map<String, Object> body = new LinkedHashMap<>(fields);
    body.put("message", message);
    body.put("status", "200 OK");
    return new FaceAnswer(OK, body, Optional.empty());
  }

  /** What was asked for is refused. */
  static FaceAnswer refused(Map<String, ?> fields, Refusal refusal) {
    int status =
        switch (refusal.kind()) {
          case REFUSED, MALFORMED -> BAD_REQUEST;
          case UNKNOWN -> 404;
          case TOO_LARGE -> 413;
          case UNSUPPORTED -> 415;
        };
    String inner = Integer.toString(status);
    if (refusal.kind() == Refusal.Kind.REFUSED) {
      inner = "422";
    }
    return failure(status, inner, fields, refusal.message());
  }

  /** The server has too much to do. */
  static FaceAnswer busy(Map<String, ?> fields, Duration retryAfter) {
    Failure failure = Failure.busy(retryAfter);
    FaceAnswer answer = failure(BUSY, Integer.toString(BUSY), fields, failure.message());
    return new FaceAnswer(BUSY, answer.body(), Optional.of(failure));
  }

  static FaceAnswer failure(int status, String inner, Map<String, ?> fields, String message) {
    Map<String, Object> error = new LinkedHashMap<>(fields);
    error.put("message", message);
    error.put("status", inner);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", error);
    return new FaceAnswer(status, body, Optional.empty());
  }

  Reply reply() {
    Reply reply = Reply.json(status, body);
    return later.map(reply::retry).orElse(reply);
  }

  /** The answer as it is told to a callback. */
  byte[] callback(String requestType, Instant at) {
    Map<String, Object> told = new LinkedHashMap<>(body);
    told.put("requestType", requestType);
    told.put("timeStamp", Timestamps.face(at));
    return Reply.json(status, told).body();
  }
}
