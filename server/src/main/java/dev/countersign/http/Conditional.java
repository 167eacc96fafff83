package dev.countersign.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** Answers that a client may keep: with a strong entity tag, and 304 when the client has it. */
public final class Conditional {
  private static final int NOT_MODIFIED = 304;
  private static final int TAG_BYTES = 16;

  private Conditional() {}

  /** The reply with its tag, or 304 without a body when the request says it has that already. */
  public static Reply answer(Exchange exchange, Reply reply, String cacheControl) {
    String tag = tag(reply.body());
    Reply full = reply;
    if (matches(exchange.header("If-None-Match"), tag)) {
      full = Reply.empty(NOT_MODIFIED);
      for (var header : reply.headers().entrySet()) {
        full = full.with(header.getKey(), header.getValue());
      }
    }
    return full.with("ETag", tag).with("Cache-Control", cacheControl);
  }

  private static String tag(byte[] body) {
    byte[] digest;
    try {
      digest = MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    return '"' + text.substring(0, TAG_BYTES) + '"';
  }

  /** RFC 9110, section 13.1.2: "A recipient MUST use the weak comparison function". */
  private static boolean matches(Optional<String> header, String tag) {
    if (header.isEmpty()) {
      return false;
    }
    for (String one : header.get().split(",", -1)) {
      String candidate = one.strip();
      if (candidate.startsWith("W/")) {
        candidate = candidate.substring(2);
      }
      if (candidate.equals(tag) || candidate.equals("*")) {
        return true;
      }
    }
    return false;
  }
}
