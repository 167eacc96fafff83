package dev.countersign.http.console;

import dev.countersign.domain.Customer;
import java.util.List;
import java.util.Optional;

/**
 * What every page of the console has around its own.
 *
 * @param customer whom the page is about
 * @param operator whether the server's own pages are offered
 * @param done what was just done, the name of a text {@code console.done.…}
 */
public record ConsoleFrame(Optional<Customer> customer, boolean operator, Optional<String> done) {
  /** The links to what there is about the customer, if the page is about one. */
  public List<Place> customerPlaces() {
    return customer.map(one -> Place.within("/console/customers/" + one.id())).orElseGet(List::of);
  }

  /** The links to what there is about the server, for those who operate it. */
  public List<Place> serverPlaces() {
    return operator ? Place.SERVER : List.of();
  }
}
