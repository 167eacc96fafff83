package dev.countersign.http.page;

import org.jspecify.annotations.Nullable;

/**
 * One line of text in a form, or, of the type {@code textarea}, a few.
 *
 * @param name of the parameter; the id of the input, too
 * @param label what is asked for
 * @param type of the input: {@code text}, {@code password}, {@code email}, {@code tel}, {@code
 *     textarea}
 * @param autocomplete what browsers and password managers fill in (HTML, section 4.10.18.7)
 * @param value what stands in it; never a password
 * @param hint what helps to fill it in, or empty
 * @param required whether it may not be left empty
 */
public record Field(
    String name,
    String label,
    String type,
    String autocomplete,
    String value,
    String hint,
    boolean required) {

  /** A line that must be filled in. */
  public static Field text(String name, String label, String autocomplete, String value) {
    return new Field(name, label, "text", autocomplete, value, "", true);
  }

  /** A password; {@code autocomplete} says whether it is the present one or a new one. */
  public static Field password(String name, String label, String autocomplete) {
    return new Field(name, label, "password", autocomplete, "", "", true);
  }

  /** The same with a hint. */
  public Field hinting(String text) {
    return new Field(name, label, type, autocomplete, value, text, required);
  }

  /** The same, which may be left empty. */
  public Field optional() {
    return new Field(name, label, type, autocomplete, value, hint, false);
  }

  /** The same of another type of input. */
  public Field typed(String otherType) {
    return new Field(name, label, otherType, autocomplete, value, hint, required);
  }

  /** The ids of what is said about it, for {@code aria-describedby}; null when nothing is. */
  public @Nullable String describedBy(Problems problems) {
    return problems.describing(name, !hint.isEmpty());
  }
}
