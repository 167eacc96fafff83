package dev.countersign.http.console.server;

import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.InputGroup;
import dev.countersign.http.console.Table;
import dev.countersign.http.page.Problems;
import java.util.List;

/**
 * Files that can be imported, imports, and the form to try one out.
 *
 * @param frame what is around it
 * @param folder where the files lie
 * @param files that lie there
 * @param jobs newest first
 * @param groups what the form asks for
 * @param problems what is to be put right in it
 * @param largest bytes of the largest file that can be uploaded
 * @param limit the same for people to read
 */
public record ImportsModel(
    ConsoleFrame frame,
    String folder,
    Table files,
    Table jobs,
    List<InputGroup> groups,
    Problems problems,
    long largest,
    String limit) {
  /** Keeps an unmodifiable copy. */
  public ImportsModel {
    groups = List.copyOf(groups);
  }
}
