package dev.countersign.http.console.customers;

import dev.countersign.domain.Customer;
import dev.countersign.http.console.Confirmation;
import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.privacy.BackgroundRenewals.State;
import java.util.Optional;

/**
 * One customer, for the server's operators.
 *
 * @param frame what is around it
 * @param customer who it is
 * @param path of the page
 * @param renewal how the last renewal of its face secret is doing, if there was one
 * @param delete what removes it
 */
public record CustomerModel(
    ConsoleFrame frame,
    Customer customer,
    String path,
    Optional<State> renewal,
    Confirmation delete) {
  /** Whether its face secret is being renewed. */
  public boolean renewing() {
    return renewal.filter(State.Running.class::isInstance).isPresent();
  }
}
