package dev.countersign.http.page;

import dev.countersign.http.Exchange;
import dev.countersign.http.Reply;
import dev.countersign.http.Visitor;
import dev.countersign.signin.BrowserUser;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Renders pages, from templates that were compiled with the server, and guards them by headers. */
public final class Pages {
  private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
  private final Languages languages = Languages.load();
  private final Assets assets;
  private final Predicate<BrowserUser> consoles;

  /**
   * Pages with those files.
   *
   * @param consoles who has a place in the console, and so is led to it
   */
  public Pages(Assets assets, Predicate<BrowserUser> consoles) {
    this.assets = assets;
    this.consoles = consoles;
  }

  /** The page for that browser. */
  public Reply reply(Exchange exchange, Visitor visitor, View view) {
    return reply(exchange, Optional.of(visitor), view);
  }

  /** The page for whoever asked; it has no form. */
  Reply reply(Exchange exchange, View view) {
    return reply(exchange, Optional.empty(), view);
  }

  /**
   * A page that knows nobody and may use a camera; pages of the parents, if there are any, may show
   * it in a frame.
   */
  public Reply framed(Exchange exchange, View view, List<String> parents) {
    String ancestors = parents.isEmpty() ? "'none'" : String.join(" ", parents);
    Reply reply =
        rendered(exchange, Optional.empty(), view)
            .with("Content-Security-Policy", policy(List.of(), ancestors))
            // Of frames, only those whose page hands the camera on.
            .with("Permissions-Policy", "camera=(self), microphone=(), geolocation=()")
            .with("Vary", "Accept-Language");
    if (!parents.isEmpty()) {
      return reply;
    }
    return reply.with("X-Frame-Options", "DENY").with("Cross-Origin-Opener-Policy", "same-origin");
  }

  private Reply reply(Exchange exchange, Optional<Visitor> visitor, View view) {
    return guarded(rendered(exchange, visitor, view), view);
  }

  private Reply rendered(Exchange exchange, Optional<Visitor> visitor, View view) {
    Shell shell =
        new Shell(
            languages.of(exchange.header("Accept-Language")),
            assets,
            visitor,
            exchange.path(),
            exchange.requestId(),
            consoles);
    Utf8ByteOutput html = new Utf8ByteOutput();
    engine.render(view.template(), Map.of("shell", shell, "page", view.model()), html);
    return new Reply(view.status(), "text/html; charset=utf-8", html.toByteArray(), Map.of());
  }

  /** The words of the language that browser prefers. */
  public Messages words(Exchange exchange) {
    return words(exchange.header("Accept-Language"));
  }

  /** The words of the first of those languages that there are words in. */
  public Messages words(Optional<String> acceptLanguage) {
    return languages.of(acceptLanguage);
  }

  private static Reply guarded(Reply reply, View view) {
    return reply
        .with("Content-Security-Policy", policy(view.formTargets(), "'none'"))
        // For browsers that do not know frame-ancestors.
        .with("X-Frame-Options", "DENY")
        .with("Cross-Origin-Opener-Policy", opener(view))
        .with("Cross-Origin-Resource-Policy", "same-origin")
        .with("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        .with("Vary", "Accept-Language, Cookie");
  }

  /**
   * Applications open the way through sign-in and consent in a window of its own (OpenID Connect
   * Core 1.0, section 3.1.2.1, of display: popup), which tells them of its end: a page that leads
   * on to one must not cut the window off from who opened it. All others do.
   */
  private static String opener(View view) {
    return view.formTargets().isEmpty() ? "same-origin" : "unsafe-none";
  }

  /** A form that is answered by a redirect is held to form-action at every step. */
  private static String policy(List<String> formTargets, String frameAncestors) {
    StringBuilder forms = new StringBuilder("'self'");
    formTargets.forEach(origin -> forms.append(' ').append(origin));
    return "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
        + " connect-src 'self'; form-action "
        + forms
        + "; frame-ancestors "
        + frameAncestors
        + "; base-uri 'none'";
  }
}
