package dev.countersign.http.console.people;

import dev.countersign.http.console.Confirmation;
import dev.countersign.http.console.Table;
import dev.countersign.http.console.Table.Cell;
import dev.countersign.http.page.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part of a page, each part of which may be missing.
 *
 * @param title its heading, or the empty string
 * @param lead what is said below that, or the empty string
 * @param secret what is shown this once
 * @param pictures what there is to be seen
 * @param facts what is known, line by line
 * @param table a list
 * @param form something to fill in
 * @param acts what can be done at the press of a button
 * @param confirmation a form that asks for a name before something is gone
 */
public record Section(
    String title,
    String lead,
    Optional<String> secret,
    List<Picture> pictures,
    List<Fact> facts,
    Optional<Table> table,
    Optional<LineForm> form,
    List<Act> acts,
    Optional<Confirmation> confirmation) {
  /** Keeps unmodifiable copies. */
  public Section {
    pictures = List.copyOf(pictures);
    facts = List.copyOf(facts);
    acts = List.copyOf(acts);
  }

  /**
   * A picture.
   *
   * @param alt what is on it
   * @param url of its contents, {@code data:}
   */
  public record Picture(String alt, String url) {
    /** Without the picture. */
    @Override
    public String toString() {
      return "Picture[" + alt + "]";
    }
  }

  /** Something that is known: what, and how it is. */
  public record Fact(String what, Cell cell) {}

  /**
   * A button that does something at once.
   *
   * @param text what it does
   * @param path where it is sent
   * @param danger whether that takes something away
   */
  public record Act(String text, String path, boolean danger) {}

  /**
   * A form.
   *
   * @param action where it is sent
   * @param fields in order
   * @param choice one of several ways, each a value and what it is called
   * @param chosen the one that is chosen as it is shown
   * @param submit what its button says
   * @param names where a script asks for names that begin as the first field does
   */
  public record LineForm(
      String action,
      List<Field> fields,
      List<Map.Entry<String, String>> choice,
      String chosen,
      String submit,
      Optional<String> names) {
    /** The name of the choice. */
    public static final String CHOICE = "how";

    /** Keeps unmodifiable copies. */
    public LineForm {
      fields = List.copyOf(fields);
      choice = List.copyOf(choice);
    }

    static LineForm of(String action, String submit, Field... fields) {
      return new LineForm(action, List.of(fields), List.of(), "", submit, Optional.empty());
    }

    LineForm choosing(String chosenOne, List<Map.Entry<String, String>> ways) {
      return new LineForm(action, fields, ways, chosenOne, submit, names);
    }

    LineForm suggesting(String url) {
      return new LineForm(action, fields, choice, chosen, submit, Optional.of(url));
    }
  }

  static Section of(String title) {
    return new Section(
        title,
        "",
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  Section saying(String text) {
    return new Section(title, text, secret, pictures, facts, table, form, acts, confirmation);
  }

  Section once(String shown) {
    return new Section(
        title, lead, Optional.of(shown), pictures, facts, table, form, acts, confirmation);
  }

  Section showing(List<Picture> some) {
    return new Section(title, lead, secret, some, facts, table, form, acts, confirmation);
  }

  Section telling(List<Fact> known) {
    return new Section(title, lead, secret, pictures, known, table, form, acts, confirmation);
  }

  Section listing(Table list) {
    return new Section(
        title, lead, secret, pictures, facts, Optional.of(list), form, acts, confirmation);
  }

  Section asking(LineForm one) {
    return new Section(
        title, lead, secret, pictures, facts, table, Optional.of(one), acts, confirmation);
  }

  Section offering(List<Act> buttons) {
    return new Section(title, lead, secret, pictures, facts, table, form, buttons, confirmation);
  }

  Section confirming(Confirmation one) {
    return new Section(title, lead, secret, pictures, facts, table, form, acts, Optional.of(one));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Section[" + title + "]";
  }
}
