package dev.countersign.http.console.settings;

import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.InputGroup;
import dev.countersign.http.page.Problems;
import java.util.List;
import java.util.Map;

/**
 * A customer's settings.
 *
 * @param frame what is around it
 * @param path of the page
 * @param groups of settings
 * @param was what stood in each when the form was first shown
 * @param problems what is to be put right
 */
public record SettingsModel(
    ConsoleFrame frame,
    String path,
    List<InputGroup> groups,
    Map<String, String> was,
    Problems problems) {
  /** Keeps unmodifiable copies. */
  public SettingsModel {
    groups = List.copyOf(groups);
    was = Map.copyOf(was);
  }
}
