package dev.countersign.http.console.people;

import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.Table;

/**
 * The list of people.
 *
 * @param frame what is around it
 * @param table one page of them
 */
public record UsersModel(ConsoleFrame frame, Table table) {}
