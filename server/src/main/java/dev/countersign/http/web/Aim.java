package dev.countersign.http.web;

import dev.countersign.http.Exchange;
import dev.countersign.http.FormBody;
import dev.countersign.http.page.Continuation;
import dev.countersign.http.page.View;
import dev.countersign.http.web.Flows.Flow;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a sign-in is on the way to.
 *
 * @param next the page to go on to
 * @param flow the application that waits
 */
record Aim(String next, Optional<Flow> flow) {
  /** What the address of a page asks for. */
  static Aim asked(Flows flows, Exchange exchange) {
    return of(flows, exchange, exchange.query("continue"), exchange.query("flow"));
  }

  /** What the form that was sent asks for. */
  static Aim sent(Flows flows, Exchange exchange) {
    FormBody form = exchange.form();
    return of(flows, exchange, form.optionalText("continue"), form.optionalText("flow"));
  }

  /** What was asked for, as far as it is for us to lead there. */
  static Aim of(Flows flows, Exchange exchange, Optional<String> asked, Optional<String> flowId) {
    Optional<Flow> flow =
        flowId.filter(id -> !id.isEmpty()).flatMap(id -> flows.find(id, exchange));
    return new Aim(flow.map(Flow::next).orElseGet(() -> Continuation.of(asked)), flow);
  }

  /** Whether somebody is on the way to the console; no application waits there. */
  boolean console() {
    return flow.isEmpty() && Continuation.intoConsole(next);
  }

  /** What the address of a page on the way there ends with. */
  String query() {
    return query(next, flowId());
  }

  /** The same, of an aim by its names. */
  static String query(String next, String flow) {
    return "?continue=" + encoded(next) + "&flow=" + encoded(flow);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  String flowId() {
    return flow.map(Flow::id).orElse("");
  }

  /** Chromium holds a form's redirects to form-action too. */
  View leading(View view) {
    return flow.map(waiting -> view.leadingTo(waiting.formTargets())).orElse(view);
  }
}
