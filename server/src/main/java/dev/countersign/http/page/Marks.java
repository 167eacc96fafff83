package dev.countersign.http.page;

import java.util.List;

/**
 * Which fields of a form are marked: those that must be filled in, or those that need not be,
 * whichever are fewer.
 */
public enum Marks {
  /** None: all must be filled in, or none must. */
  NONE(""),
  /** Those that may be left empty. */
  OPTIONAL("optional"),
  /** Those that may not; the form says above them that the others may. */
  REQUIRED("required");

  private final String word;

  Marks(String word) {
    this.word = word;
  }

  /** The marks of a form with those fields. */
  public static Marks of(List<Field> fields) {
    return among(fields.stream().map(Field::required).toList());
  }

  /**
   * The marks of a form.
   *
   * @param required of each field, whether it must be filled in
   */
  public static Marks among(List<Boolean> required) {
    long needed = required.stream().filter(one -> one).count();
    long others = required.size() - needed;
    if (needed == 0) {
      // One alone would look as if it had to be: what stands in a form usually has.
      return others == 1 ? OPTIONAL : NONE;
    }
    if (others == 0) {
      return NONE;
    }
    return needed < others ? REQUIRED : OPTIONAL;
  }

  /** Whether a field is marked. */
  public boolean on(boolean required) {
    return switch (this) {
      case NONE -> false;
      case OPTIONAL -> !required;
      case REQUIRED -> required;
    };
  }

  /** The name of the text that is the mark. */
  public String word() {
    return word;
  }
}
