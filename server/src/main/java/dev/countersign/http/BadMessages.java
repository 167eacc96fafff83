package dev.countersign.http;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what Jetty refuses before any route is looked for (a broken request line, an ambiguous
 * path, a header with a control character): the shape of the path's dialect as far as a path was
 * read, never a page with a stack.
 */
final class BadMessages extends ErrorHandler {
  private static final int URI_TOO_LONG = 414;
  private static final int HEADERS_TOO_LARGE = 431;

  private final Shapes shapes;

  BadMessages(Shapes shapes) {
    this.shapes = shapes;
  }

  /** Words a failure of a path without a whole request at hand. */
  interface Shapes {
    Reply failure(String path, int status);
  }

  @Override
  protected void generateResponse(
      Request request,
      Response response,
      int code,
      String message,
      Throwable cause,
      Callback callback) {
    Reply reply = shapes.failure(path(request), code);
    response.setStatus(status(code, reply));
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    for (Map.Entry<String, String> header : reply.headers().entrySet()) {
      response.getHeaders().put(new HttpField(header.getKey(), header.getValue()));
    }
    if (reply.body().length > 0) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.contentType());
    }
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
  }

  /** Bodies know one word for what is too large; the status says what it was. */
  private static int status(int code, Reply reply) {
    if (code == URI_TOO_LONG || code == HEADERS_TOO_LARGE) {
      return code;
    }
    return reply.status();
  }

  private static String path(Request request) {
    String path = request.getHttpURI().getPath();
    if (path == null) {
      return "";
    }
    return path;
  }
}
