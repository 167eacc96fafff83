package dev.countersign.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** Problem details (RFC 9457) of what has a code of its own. The codes are stable. */
public final class ProblemDetails {
  // RFC 9457, section 3.1.1: "When 'type' contains a URI that is not resolvable (e.g. one using the
  // 'tag' URI scheme), it should not be dereferenced".
  private static final String TYPES = "tag:countersign.dev,2026:problem/";

  private ProblemDetails() {}

  /**
   * The answer.
   *
   * @param code which problem; clients compare it
   * @param title the same in words
   * @param detail what to do about it
   */
  public static Reply reply(int status, String code, String title, String detail) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", TYPES + code);
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    body.put("code", code);
    return Reply.json(status, body).as("application/problem+json");
  }
}
