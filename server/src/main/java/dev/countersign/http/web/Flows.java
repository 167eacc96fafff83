package dev.countersign.http.web;

import dev.countersign.domain.CustomerId;
import dev.countersign.http.Exchange;
import java.util.List;
import java.util.Optional;

/** The requests of applications that wait for a person to sign in. */
public interface Flows {
  /** No application ever waits. */
  Flows NONE = (_, _) -> Optional.empty();

  /** The request of that id, if it waits in the browser that asks. */
  Optional<Flow> find(String id, Exchange exchange);

  /**
   * A request that waits.
   *
   * @param id what the pages carry along
   * @param customer whose people may sign in
   * @param application the application's name
   * @param loginHint who it thinks is there, or empty
   * @param formTargets the origins a form may lead to: where the application gets its answer
   * @param twoFactors whether the application asks for two factors
   * @param onlyStronger whether who is signed in needs to show nothing but one more factor
   */
  record Flow(
      String id,
      CustomerId customer,
      String application,
      String loginHint,
      List<String> formTargets,
      boolean twoFactors,
      boolean onlyStronger) {
    /** One for which a single factor may do. */
    public Flow(
        String id,
        CustomerId customer,
        String application,
        String loginHint,
        List<String> formTargets) {
      this(id, customer, application, loginHint, formTargets, false, false);
    }

    /** Keeps an unmodifiable copy of the targets. */
    public Flow {
      formTargets = List.copyOf(formTargets);
    }

    /** Where it goes on. */
    public String next() {
      return "/oauth2/authorize?flow=" + id;
    }
  }
}
