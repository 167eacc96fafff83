package dev.countersign.http.console;

import dev.countersign.http.page.Marks;
import dev.countersign.http.page.Problems;
import java.util.List;

/**
 * A page that is one form.
 *
 * @param frame what is around it
 * @param title of the page
 * @param lead what it is about, or empty
 * @param action where it is sent
 * @param groups what it asks for
 * @param submit what its button says
 * @param back where to go without sending it
 * @param problems what is to be put right
 */
public record FormModel(
    ConsoleFrame frame,
    String title,
    String lead,
    String action,
    List<InputGroup> groups,
    String submit,
    String back,
    Problems problems) {
  /** Keeps an unmodifiable copy. */
  public FormModel {
    groups = List.copyOf(groups);
  }

  /** Every input, of whatever group. */
  public static List<Input> all(List<InputGroup> groups) {
    return groups.stream().flatMap(group -> group.inputs().stream()).toList();
  }

  /** Which inputs are marked, of those that somebody writes into. */
  public static Marks marks(List<InputGroup> groups) {
    return Marks.among(all(groups).stream().filter(Input::written).map(Input::required).toList());
  }
}
