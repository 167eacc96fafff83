package dev.countersign.http.oauth2;

import dev.countersign.authorization.FlowView;
import dev.countersign.authorization.Prompt;
import dev.countersign.domain.AuthenticationContext;
import dev.countersign.http.Exchange;
import dev.countersign.http.web.Flows;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The authorization requests that wait for somebody to sign in, as the pages see them. */
public final class WaitingFlows implements Flows {
  /** With these a person shows everything once more, whoever is signed in. */
  private static final Set<Prompt> ANEW =
      Set.of(Prompt.LOGIN, Prompt.SELECT_ACCOUNT, Prompt.CREATE);

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
        List.of(view.redirectTarget()),
        twoFactors(view),
        twoFactors(view) && view.prompts().stream().noneMatch(ANEW::contains));
  }

  /** Whether no context that the application names is reached by one factor. */
  private static boolean twoFactors(FlowView view) {
    List<AuthenticationContext> known =
        view.acrValues().stream()
            .map(AuthenticationContext::parse)
            .flatMap(Optional::stream)
            .toList();
    return !known.isEmpty() && !known.contains(AuthenticationContext.ONE_FACTOR);
  }
}
