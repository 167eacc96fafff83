package dev.countersign.http;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Scope;
import java.util.Collection;
import java.util.Set;

/**
 * Who calls the management API.
 *
 * @param customer whose program, or whose person's program
 * @param scopes what it may do
 * @param operator whether the server's operator registered it as its own, so that it reaches every
 *     customer
 */
public record ApiCaller(CustomerId customer, Set<Scope> scopes, boolean operator) {
  /** Keeps an unmodifiable copy of the scopes. */
  public ApiCaller {
    scopes = Set.copyOf(scopes);
  }

  /** Whether that customer's things are within reach. */
  public boolean reaches(CustomerId other) {
    return operator || other.equals(customer);
  }

  /** Whether the caller may do all of that; an operator may do everything. */
  public boolean covers(Collection<Scope> wanted) {
    return operator || scopes.containsAll(wanted);
  }
}
