package dev.countersign.http.console.people;

import dev.countersign.http.console.ConsoleFrame;
import dev.countersign.http.console.Filter;
import dev.countersign.http.page.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A page of this area: a title, what leads on from it, and sections one below the other.
 *
 * @param frame what is around it
 * @param title what it is about
 * @param head whom it is about, where that is one person
 * @param ways what leads on from it
 * @param filters by which its first table is filtered
 * @param problems what is to be put right in its forms
 * @param sections from top to bottom
 */
public record Sheet(
    ConsoleFrame frame,
    String title,
    Optional<PersonHead> head,
    List<Way> ways,
    List<Filter> filters,
    Problems problems,
    List<Section> sections) {
  /** The template that shows every page of this area. */
  static final String TEMPLATE = "console/people/sheet.jte";

  /** Keeps unmodifiable copies. */
  public Sheet {
    ways = List.copyOf(ways);
    filters = List.copyOf(filters);
    sections = List.copyOf(sections);
  }

  /**
   * A link from a page to what goes on from there.
   *
   * @param text what it is called
   * @param path where it leads
   * @param danger whether it leads to something that cannot be undone
   */
  public record Way(String text, String path, boolean danger) {}

  static Sheet of(ConsoleFrame frame, String title, Section... sections) {
    return new Sheet(
        frame, title, Optional.empty(), List.of(), List.of(), Problems.NONE, List.of(sections));
  }

  Sheet of(PersonHead person) {
    return new Sheet(frame, title, Optional.of(person), ways, filters, problems, sections);
  }

  Sheet leading(String text, String path) {
    return leading(new Way(text, path, false));
  }

  Sheet leading(Way way) {
    List<Way> more = new ArrayList<>(ways);
    more.add(way);
    return new Sheet(frame, title, head, more, filters, problems, sections);
  }

  Sheet filtered(List<Filter> by) {
    return new Sheet(frame, title, head, ways, by, problems, sections);
  }

  Sheet with(Problems found) {
    return new Sheet(frame, title, head, ways, filters, found, sections);
  }

  /** Whether a form of the page asks for a person's name, which a script helps to find. */
  public boolean asksForPeople() {
    return sections.stream()
        .flatMap(section -> section.form().stream())
        .anyMatch(form -> form.names().isPresent());
  }
}
