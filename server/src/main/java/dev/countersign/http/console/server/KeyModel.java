package dev.countersign.http.console.server;

import dev.countersign.http.console.Confirmation;
import dev.countersign.http.console.ConsoleFrame;

/**
 * One signing key.
 *
 * @param frame what is around it
 * @param kid its id
 * @param algorithm its JOSE name
 * @param state of its life, in words
 * @param revocation the form that removes it
 */
public record KeyModel(
    ConsoleFrame frame, String kid, String algorithm, String state, Confirmation revocation) {}
