package dev.countersign.http;

import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.signin.BrowserUser;
import java.util.Optional;

/**
 * A request to the console that was let in.
 *
 * @param exchange the request
 * @param visitor the browser
 * @param user who is signed in in it
 * @param operator whether they operate the server, and so reach every customer
 * @param of the customer the page is about, which they reach
 */
public record ConsoleVisit(
    Exchange exchange, Visitor visitor, BrowserUser user, boolean operator, Optional<Customer> of) {
  /** The customer of the path. */
  public Customer customer() {
    return of.orElseThrow(() -> new IllegalStateException("the page is about no customer"));
  }

  /** Where an act comes from, with who does it. */
  public Origin origin() {
    return exchange.origin().by(user.customer(), user.id());
  }
}
