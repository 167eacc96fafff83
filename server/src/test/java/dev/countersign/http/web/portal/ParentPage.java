package dev.countersign.http.web.portal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Another site, with a page that shows a portal in a frame and notes what it is told. */
final class ParentPage implements AutoCloseable {
  private final HttpServer http;
  private volatile String page = "";

  ParentPage() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    http.createContext("/", this::answer);
    http.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = page.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  String origin() {
    return "http://localhost:" + http.getAddress().getPort();
  }

  /** What the page shows in its frame, with such attributes. */
  void frame(String url, String attributes) {
    page =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Parent</title></head>
        <body><h1>Parent</h1>
        <iframe title="Portal" width="760" height="1500" src="%s" %s></iframe>
        <script>
          window.told = [];
          addEventListener('message', event => told.push({origin: event.origin, data: event.data}));
        </script>
        </body></html>
        """
            .formatted(url, attributes);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
