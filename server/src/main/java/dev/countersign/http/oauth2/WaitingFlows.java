package dev.countersign.http.oauth2;

import dev.countersign.authorization.FlowView;
import dev.countersign.http.Exchange;
import dev.countersign.http.web.Flows;
import java.util.List;
import java.util.Optional;

/** The authorization requests that wait for somebody to sign in, as the pages see them. */
public final class WaitingFlows implements Flows {
  private final dev.countersign.authorization.Flows flows;

  public WaitingFlows(dev.countersign.authorization.Flows flows) {
    this.flows = flows;
  }

  @Override
  public Optional<Flow> find(String id, Exchange exchange) {
    return flows.view(id, Browsers.secret(exchange)).map(view -> flow(id, view));
  }

  private static Flow flow(String id, FlowView view) {
    return new Flow(
        id,
        view.client().customerId(),
        view.client().name(),
        view.loginHint().orElse(""),
        List.of(view.redirectTarget()));
  }
}
