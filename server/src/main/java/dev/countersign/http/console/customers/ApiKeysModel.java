package dev.countersign.http.console.customers;

import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.Table;

/**
 * A customer's API keys.
 *
 * @param frame what is around it
 * @param path of the page
 * @param table all of them
 */
public record ApiKeysModel(ConsoleFrame frame, String path, Table table) {}
