package dev.countersign.http.console.settings;

import dev.countersign.http.console.Confirmation;
import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.InputGroup;
import dev.countersign.http.page.Problems;
import java.util.List;
import java.util.Map;

/**
 * What of the customer's is called when something happens.
 *
 * @param frame what is around it
 * @param path of the page
 * @param log where it stands what became of calls
 * @param groups the URLs, and what they are told
 * @param was what stood in each when the form was first shown
 * @param set the settings that have a URL, and what they are called
 * @param problems what is to be put right
 * @param renew what makes another secret
 */
public record CallbacksModel(
    ConsoleFrame frame,
    String path,
    String log,
    List<InputGroup> groups,
    Map<String, String> was,
    List<Map.Entry<String, String>> set,
    Problems problems,
    Confirmation renew) {
  /** Keeps unmodifiable copies. */
  public CallbacksModel {
    groups = List.copyOf(groups);
    was = Map.copyOf(was);
    set = List.copyOf(set);
  }
}
