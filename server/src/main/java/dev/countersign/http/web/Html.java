package dev.countersign.http.web;

import dev.countersign.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The frame that all pages share, and how text gets into it. */
// A page is read more easily in one piece.
@SuppressWarnings("InlineFormatString")
final class Html {
  /**
   * Where pages below the enrolment URLs find their style; relative, so that a proxy may move it.
   */
  static final String STYLE = "../../portal.css";

  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none';"
          + " frame-ancestors 'none'";
  private static final String FRAME =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="robots" content="noindex">
      <title>%s</title>
      <link rel="stylesheet" href="%s">
      </head>
      <body>
      <main>
      %s</main>
      </body>
      </html>
      """;

  private Html() {}

  /** A page; the title is text, the body is HTML already. */
  static Reply page(int status, String title, String body) {
    String html = FRAME.formatted(escaped(title), STYLE, body);
    return Reply.text(status, "text/html; charset=utf-8", html)
        .with("Content-Security-Policy", POLICY)
        // For browsers that do not know frame-ancestors.
        .with("X-Frame-Options", "DENY")
        .with("Cross-Origin-Opener-Policy", "same-origin");
  }

  /** A page with one thing to say; both are text. */
  static Reply notice(int status, String title, String text) {
    return page(status, title, "<h1>" + escaped(title) + "</h1>\n<p>" + escaped(text) + "</p>\n");
  }

  /** A name somebody chose; whichever way it runs, the text around it keeps its own. */
  static String name(String text) {
    return "<bdi>" + escaped(text) + "</bdi>";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A text file that comes with the server. */
  static String resource(String path) {
    try (InputStream in = Html.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the server was built without " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
