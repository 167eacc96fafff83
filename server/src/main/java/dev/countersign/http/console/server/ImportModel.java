package dev.countersign.http.console.server;

import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.Table;
import dev.countersign.transfer.BackgroundImports.Job;

/**
 * One import.
 *
 * @param frame what is around it
 * @param job how it is doing
 * @param tally what became of the records
 * @param findings what was found
 * @param notes what has no place here
 */
public record ImportModel(ConsoleFrame frame, Job job, Table tally, Table findings, Table notes) {}
