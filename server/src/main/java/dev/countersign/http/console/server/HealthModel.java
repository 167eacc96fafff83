package dev.countersign.http.console.server;

import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.Table;

/**
 * How this node is.
 *
 * @param frame what is around it
 * @param ready whether sign-ins would work now
 * @param readiness what that rests on
 * @param findings what else was looked at
 * @param models the files of the face models
 */
public record HealthModel(
    ConsoleFrame frame, boolean ready, Table readiness, Table findings, Table models) {}
