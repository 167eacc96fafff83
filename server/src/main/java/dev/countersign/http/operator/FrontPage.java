package dev.countersign.http.operator;

import dev.countersign.http.Access;
import dev.countersign.http.BodyKind;
import dev.countersign.http.Conditional;
import dev.countersign.http.Endpoint;
import dev.countersign.http.Exchange;
import dev.countersign.http.Method;
import dev.countersign.http.Reply;
import dev.countersign.http.Route;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code GET /}: says to a browser what this server is and where to go on. No script, no cookie.
 */
final class FrontPage implements Endpoint {
  private static final String DOCS =
      """
      <li><a href="docs">Browse the API</a><span>Every call, its fields and its answers</span></li>
      <li><a href="docs/try">Try a call</a><span>Fill in a form, send it, see the answer and the curl command</span></li>
      """;

  private static final String CONSOLE =
      """
      <li><a href="console">Console</a><span>For administrators and operators: people, programs, settings, and what happened</span></li>
      """;

  private final PlainDialect dialect;
  private final String version;
  private final Supplier<String> baseUrl;
  private final String page;
  private final String policy;

  FrontPage(
      PlainDialect dialect,
      String version,
      boolean docs,
      boolean console,
      Supplier<String> baseUrl) {
    this.dialect = dialect;
    this.version = version;
    this.baseUrl = baseUrl;
    String style = new String(Resource.read("/pages/style.css"), StandardCharsets.UTF_8);
    this.page =
        new String(Resource.read("/pages/front.html"), StandardCharsets.UTF_8)
            .replace("{{style}}", style)
            .replace("{{docs}}", docs ? DOCS : "")
            .replace("{{console}}", console ? CONSOLE : "");
    this.policy =
        "default-src 'none'; style-src 'sha256-"
            + digest(style)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  @Override
  public List<Route> routes() {
    return List.of(new Route(Method.GET, "/", dialect, BodyKind.NONE, Access.open(this::rendered)));
  }

  private Reply rendered(Exchange exchange) {
    String html =
        page.replace("{{version}}", escaped(version))
            .replace("{{base-url}}", escaped(baseUrl.get()));
    Reply reply =
        Reply.text(200, "text/html; charset=utf-8", html)
            .with("Content-Security-Policy", policy)
            // For browsers that do not know frame-ancestors.
            .with("X-Frame-Options", "DENY")
            .with("Cross-Origin-Opener-Policy", "same-origin");
    return Conditional.answer(exchange, reply, "no-cache");
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** CSP 3, section 2.3.1: the hash of an inline style element's exact text. */
  private static String digest(String style) {
    try {
      byte[] text = style.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
