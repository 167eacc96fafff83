package dev.countersign.http.console.overview;

import dev.countersign.http.console.ConsoleFrame;

/**
 * A customer's overview.
 *
 * @param frame what is around it
 */
public record OverviewModel(ConsoleFrame frame) {}
