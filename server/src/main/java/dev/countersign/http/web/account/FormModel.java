package dev.countersign.http.web.account;

import dev.countersign.http.page.Field;
import dev.countersign.http.page.Problems;
import java.util.List;

/**
 * A form of a few lines.
 *
 * @param fields in their order
 * @param problems what is to be put right
 * @param done whether it was just sent, and all is well
 */
public record FormModel(List<Field> fields, Problems problems, boolean done) {
  /** Keeps an unmodifiable copy of the fields. */
  public FormModel {
    fields = List.copyOf(fields);
  }
}
