package dev.countersign.http.web;

import dev.countersign.customer.CustomerAdministration;
import dev.countersign.customer.DefaultCustomer;
import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.http.Exchange;
import dev.countersign.http.page.Field;
import dev.countersign.http.page.Messages;
import java.util.Optional;

/**
 * What is different for those on the way to the console: they may be of any customer, and need two
 * factors where the configuration says so.
 *
 * @param customers finds the customer that is named
 * @param defaultCustomer whom those mean who name none
 * @param twoFactors whether two factors are needed
 */
public record ConsoleSignIn(
    CustomerAdministration customers, DefaultCustomer defaultCustomer, boolean twoFactors) {
  private static final String ORGANISATION = "organisation";

  /** Whether that sign-in needs two factors, for the console's sake. */
  boolean needsTwoFactors(Aim aim) {
    return aim.console() && twoFactors;
  }

  /** The field that asks for the customer, on the way to the console. */
  Optional<Field> field(Aim aim, Exchange exchange, Messages words) {
    if (!aim.console()) {
      return Optional.empty();
    }
    String value = named(exchange).or(() -> usual(exchange)).orElse("");
    return Optional.of(
        Field.text(ORGANISATION, words.text("sign-in.organisation"), "organization", value)
            .hinting(words.text("sign-in.organisation.hint")));
  }

  /** The customer that was named; absent when there is none of that name. */
  Optional<CustomerId> chosen(Exchange exchange) {
    return named(exchange).flatMap(customers::find).map(Customer::id);
  }

  private static Optional<String> named(Exchange exchange) {
    if (exchange.safe()) {
      return exchange.query(ORGANISATION);
    }
    return exchange.form().optionalText(ORGANISATION).map(String::strip);
  }

  private Optional<String> usual(Exchange exchange) {
    return defaultCustomer.of(exchange.authority()).flatMap(customers::find).map(Customer::name);
  }
}
