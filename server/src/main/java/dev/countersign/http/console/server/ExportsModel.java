package dev.countersign.http.console.server;

import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.InputGroup;
import dev.countersign.http.page.Problems;
import dev.countersign.transfer.BackgroundExports.Job;
import java.util.List;

/**
 * Exports and the form for another.
 *
 * @param frame what is around it
 * @param path of the page
 * @param jobs newest first
 * @param groups what the form asks for
 * @param problems what is to be put right in it
 */
public record ExportsModel(
    ConsoleFrame frame, String path, List<Job> jobs, List<InputGroup> groups, Problems problems) {
  /** Keeps unmodifiable copies. */
  public ExportsModel {
    jobs = List.copyOf(jobs);
    groups = List.copyOf(groups);
  }
}
