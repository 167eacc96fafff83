package dev.countersign.transfer;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import dev.countersign.store.Transaction;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * What a record that is to be stored can refer to.
 *
 * @param tx the database
 * @param coming whether a record of that id came earlier in the file and would be here by now; only
 *     where nothing is really stored
 * @param operators whether clients may have the operator's scope
 */
record Here(Transaction tx, LongPredicate coming, boolean operators) {
  Optional<String> missingUser(CustomerId customer, UserId user) {
    if (coming.test(user.value()) || tx.users().byId(customer, user).isPresent()) {
      return Optional.empty();
    }
    return Optional.of("user " + user + ", whom it belongs to, is not here");
  }

  Optional<String> missingCustomer(CustomerId customer) {
    if (coming.test(customer.value()) || tx.customers().byId(customer).isPresent()) {
      return Optional.empty();
    }
    return Optional.of("customer " + customer + ", whom it belongs to, is not here");
  }
}
