package dev.countersign.http.console.events;

import dev.countersign.customer.CustomerAdministration;
import dev.countersign.domain.AuditEvent;
import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import dev.countersign.user.UserAdministration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What those are called now whom a page of events speaks of by id. Whoever was erased has no name.
 */
public final class EventNames {
  private static final Pattern ACTOR = Pattern.compile("user:([0-9]{1,19})/([0-9]{1,19})");

  private final UserAdministration users;
  private final CustomerAdministration customers;
  private final Map<UserId, Optional<String>> people = new HashMap<>();
  private final Map<CustomerId, Optional<String>> owners = new HashMap<>();

  /** Knows nobody yet; each is asked for once. */
  public EventNames(UserAdministration users, CustomerAdministration customers) {
    this.users = users;
    this.customers = customers;
  }

  /** The name of whom the event is about; their id when they are gone; empty when nobody. */
  public String subject(AuditEvent event) {
    UserId user = event.userId();
    CustomerId customer = event.customerId();
    if (user == null || customer == null) {
      return "";
    }
    return person(customer, user);
  }

  /** The name of who did it, where that is somebody else. */
  public String actor(AuditEvent event) {
    Matcher actor = ACTOR.matcher(event.actor());
    if (!actor.matches()) {
      return event.actor();
    }
    Optional<CustomerId> customer = CustomerId.parse(actor.group(1));
    Optional<UserId> user = UserId.parse(actor.group(2));
    if (customer.isEmpty() || user.isEmpty()) {
      return event.actor();
    }
    return person(customer.get(), user.get());
  }

  /** The name of the customer, or the empty string for the server's own. */
  public String customer(AuditEvent event) {
    CustomerId customer = event.customerId();
    if (customer == null) {
      return "";
    }
    return owners
        .computeIfAbsent(customer, id -> customers.find(id).map(Customer::name))
        .orElse(customer.toString());
  }

  private String person(CustomerId customer, UserId user) {
    return people
        .computeIfAbsent(user, id -> users.find(customer, id).map(User::userName))
        .orElse(user.toString());
  }
}
