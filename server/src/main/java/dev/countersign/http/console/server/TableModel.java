package dev.countersign.http.console.server;

import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.Table;

/**
 * A page that is a table and words about it.
 *
 * @param frame what is around it
 * @param table all of it
 */
public record TableModel(ConsoleFrame frame, Table table) {}
