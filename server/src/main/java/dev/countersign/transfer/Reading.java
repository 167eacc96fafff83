package dev.countersign.transfer;

import dev.countersign.domain.CustomerId;
import dev.countersign.store.Transaction;
import java.util.function.Consumer;

/**
 * Where records are taken from.
 *
 * @param tx one view of the database
 * @param customer whose records
 * @param unreadable is told of each record that does not decrypt, in words
 */
record Reading(Transaction tx, CustomerId customer, Consumer<String> unreadable) {}
