package dev.countersign.http;

import dev.countersign.http.Failure.Kind;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/** Reads a request's body as far as it may go. */
final class Bodies {
  private static final byte[] NONE = new byte[0];
  private static final int DISCARDED = 64 * 1024;

  private final long largest;
  private final long largestPicture;

  Bodies(long largest, long largestPicture) {
    this.largest = largest;
    this.largestPicture = largestPicture;
  }

  byte[] read(Context context, BodyKind kind) {
    long limit = largest;
    if (kind == BodyKind.NONE) {
      if (context.req().getContentLengthLong() > limit) {
        throw tooLarge(limit);
      }
      discard(context);
      return NONE;
    }
    if (kind == BodyKind.PICTURE_JSON) {
      limit = largestPicture;
    }
    byte[] body = read(context, limit);
    requireType(context, kind, body.length > 0);
    return body;
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

  private static byte[] read(Context context, long limit) {
    if (context.req().getContentLengthLong() > limit) {
      throw tooLarge(limit);
    }
    byte[] body;
    try (InputStream in = context.req().getInputStream()) {
      body = in.readNBytes(Math.toIntExact(limit + 1));
    } catch (IOException e) {
      throw RequestRefused.malformed("The body ended before its announced length");
    }
    if (body.length > limit) {
      throw tooLarge(limit);
    }
    return body;
  }

  private static RequestRefused tooLarge(long limit) {
    return new RequestRefused(
        Failure.of(Kind.TOO_LARGE, "The body must have at most " + limit + " bytes"));
  }

  private static void requireType(Context context, BodyKind kind, boolean sent) {
    if (!sent) {
      return;
    }
    String type = context.req().getContentType();
    if (type == null) {
      type = "";
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
