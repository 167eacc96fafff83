package dev.countersign.http.web;

import dev.countersign.http.Exchange;
import dev.countersign.http.page.Continuation;
import dev.countersign.http.page.View;
import dev.countersign.http.web.Flows.Flow;
import java.util.Optional;

/**
 * What a sign-in is on the way to.
 *
 * @param next the page to go on to
 * @param flow the application that waits
 */
record Aim(String next, Optional<Flow> flow) {
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

  String flowId() {
    return flow.map(Flow::id).orElse("");
  }

  /** Chromium holds a form's redirects to form-action too. */
  View leading(View view) {
    return flow.map(waiting -> view.leadingTo(waiting.formTargets())).orElse(view);
  }
}
