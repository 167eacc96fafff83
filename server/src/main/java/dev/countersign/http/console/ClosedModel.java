package dev.countersign.http.console;

/**
 * Somebody who is not let in, and is told why.
 *
 * @param why which of the texts {@code console.closed.….title} and {@code ….text}
 * @param name who is signed in
 */
public record ClosedModel(String why, String name) {}
