package dev.countersign.http.web.lifecycle;

import dev.countersign.http.page.Field;
import dev.countersign.http.page.Problems;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A page with a title, a sentence or two, and one form.
 *
 * @param title of the page
 * @param lead what the form is for
 * @param action where it is sent
 * @param fields what is to be filled in, perhaps nothing
 * @param hidden what is sent along
 * @param problems what is to be put right
 * @param submit what the button says
 * @param link where those go who do not want to send it
 * @param linkText what that link says
 */
public record PlainForm(
    String title,
    String lead,
    String action,
    List<Field> fields,
    Map<String, String> hidden,
    Problems problems,
    String submit,
    String link,
    String linkText) {
  /** Keeps unmodifiable copies. */
  public PlainForm {
    fields = List.copyOf(fields);
    hidden = Collections.unmodifiableMap(new LinkedHashMap<>(hidden));
  }
}
