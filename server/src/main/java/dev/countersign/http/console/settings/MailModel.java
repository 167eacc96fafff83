package dev.countersign.http.console.settings;

import dev.countersign.customer.MailTemplate;
import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.InputGroup;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.page.Problems;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One mail's text.
 *
 * @param frame what is around it
 * @param title which mail
 * @param path of the page
 * @param state whether the text is the customer's own
 * @param own whether there is anything of the customer's own to be taken back
 * @param groups what can be changed
 * @param was what stood in each when the form was first shown
 * @param problems what is to be put right
 * @param preview the mail as somebody would get it, if that was asked for
 */
public record MailModel(
    ConsoleFrame frame,
    String title,
    String path,
    Cell.Badge state,
    boolean own,
    List<InputGroup> groups,
    Map<String, String> was,
    Problems problems,
    Optional<MailTemplate> preview) {
  /** Keeps unmodifiable copies. */
  public MailModel {
    groups = List.copyOf(groups);
    was = Map.copyOf(was);
  }
}
