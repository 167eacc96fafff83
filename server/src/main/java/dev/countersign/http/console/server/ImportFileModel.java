package dev.countersign.http.console.server;

import dev.countersign.http.console.Confirmation;
import dev.countersign.http.console.ConsoleFrame;

/**
 * A file that lies ready to be imported.
 *
 * @param frame what is around it
 * @param name of the file
 * @param delete what deletes it
 */
public record ImportFileModel(ConsoleFrame frame, String name, Confirmation delete) {}
