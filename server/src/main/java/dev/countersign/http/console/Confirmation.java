package dev.countersign.http.console;

/**
 * A form for what cannot be undone: it asks to type a name.
 *
 * @param action where it is sent
 * @param expected what must be typed
 * @param title what it does, on its button too
 * @param warning what will be gone
 * @param wrong whether something else was typed
 * @param id of its field on the page; a page may have several
 */
public record Confirmation(
    String action, String expected, String title, String warning, boolean wrong, String id) {
  /** The field for the name. */
  public static final String FIELD = "confirm";

  /** The only one of a page, or the gravest. */
  public Confirmation(String action, String expected, String title, String warning, boolean wrong) {
    this(action, expected, title, warning, wrong, FIELD);
  }
}
