package dev.countersign.http.console;

import dev.countersign.http.Reply;
import dev.countersign.http.page.Marks;
import dev.countersign.http.page.Problems;
import java.util.List;

/**
 * A page that is one form.
 *
 * @param frame what is around it
 * @param title of the page, and what its button says
 * @param lead what it is about, or empty
 * @param action where it is sent
 * @param groups what it asks for
 * @param back where to go without sending it
 * @param problems what is to be put right
 */
public record FormModel(
    ConsoleFrame frame,
    String title,
    String lead,
    String action,
    List<InputGroup> groups,
    String back,
    Problems problems) {
  /** Keeps an unmodifiable copy. */
  public FormModel {
    groups = List.copyOf(groups);
  }

  /**
   * The page that makes something.
   *
   * @param key of its title; its lead has the key {@code ….lead}
   */
  public static Reply of(
      ConsoleRequest request,
      int status,
      String key,
      String action,
      String back,
      List<InputGroup> groups,
      Problems problems) {
    String title = request.words().text(key);
    String lead = request.words().text(key + ".lead");
    return request.page(
        status,
        "console/form.jte",
        new FormModel(request.frame(), title, lead, action, groups, back, problems));
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
