package dev.countersign.http.console;

import dev.countersign.http.page.Problems;
import java.util.List;
import java.util.Map;

/**
 * One field by which a table is filtered.
 *
 * @param name the parameter
 * @param label what is asked for
 * @param type of the input: {@code search} or {@code select}
 * @param value what stands in it
 * @param example what is shown where nothing stands in it, for what has to be written in one way
 * @param options for a select: values and what they are called, in order
 * @param problem what is wrong with what stands in it, or empty
 */
public record Filter(
    String name,
    String label,
    String type,
    String value,
    String example,
    List<Map.Entry<String, String>> options,
    String problem) {
  /** Keeps an unmodifiable copy. */
  public Filter {
    options = List.copyOf(options);
  }

  /** A line of text. */
  public static Filter text(String name, String label, String value) {
    return written(name, label, value, "");
  }

  /** A line of text that is written like that example. */
  public static Filter written(String name, String label, String value, String example) {
    return new Filter(name, label, "search", value, example, List.of(), "");
  }

  /** A choice; the first is usually the one that leaves everything in. */
  public static Filter choice(
      String name, String label, String value, List<Map.Entry<String, String>> options) {
    return new Filter(name, label, "select", value, "", options, "");
  }

  /** The same with what is wrong with it, if anything is. */
  public Filter with(Problems problems) {
    return new Filter(name, label, type, value, example, options, problems.at(name).orElse(""));
  }

  /** Whether something is to be put right. */
  public boolean wrong() {
    return !problem.isEmpty();
  }
}
