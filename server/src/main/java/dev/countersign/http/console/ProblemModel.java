package dev.countersign.http.console;

/**
 * Something could not be done.
 *
 * @param frame what is around it
 * @param text why, and what to do
 * @param path what was asked for
 */
public record ProblemModel(ConsoleFrame frame, String text, String path) {}
