package dev.countersign.http.web.account;

import dev.countersign.http.page.Field;
import dev.countersign.http.page.Problems;
import java.util.List;

/**
 * The profile's form.
 *
 * @param groups in their order
 * @param problems what is to be put right
 * @param done whether it was just sent, and all is well
 */
public record ProfileModel(List<Group> groups, Problems problems, boolean done) {
  /** Keeps an unmodifiable copy of the groups. */
  public ProfileModel {
    groups = List.copyOf(groups);
  }

  /**
   * Lines that belong together.
   *
   * @param title what they are about
   * @param fields in their order
   */
  public record Group(String title, List<Field> fields) {
    /** Keeps an unmodifiable copy of the fields. */
    public Group {
      fields = List.copyOf(fields);
    }
  }
}
