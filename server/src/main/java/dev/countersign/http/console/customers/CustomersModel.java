package dev.countersign.http.console.customers;

import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.Table;

/**
 * The list of customers.
 *
 * @param frame what is around it
 * @param table one page of them
 */
public record CustomersModel(ConsoleFrame frame, Table table) {}
