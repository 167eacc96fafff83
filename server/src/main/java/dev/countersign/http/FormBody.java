package dev.countersign.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A form. RFC 6749, section 3.1 and 3.2: "Request and response parameters MUST NOT be included more
 * than once."
 */
public final class FormBody {
  private final Map<String, List<String>> values;

  private FormBody(Map<String, List<String>> values) {
    this.values = values;
  }

  static FormBody of(byte[] body) {
    return of(body, Set.of());
  }

  /** A form in which the parameters named may come more than once. */
  static FormBody of(byte[] body, Set<String> repeatable) {
    Map<String, List<String>> values = new HashMap<>();
    String text = utf8(body);
    if (text.isEmpty()) {
      return new FormBody(values);
    }
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        continue;
      }
      String name = decoded(pair.substring(0, equals));
      String value = decoded(pair.substring(equals + 1));
      List<String> all = values.computeIfAbsent(name, _ -> new ArrayList<>());
      all.add(value);
      if (all.size() > 1 && !repeatable.contains(name)) {
        throw RequestRefused.malformed("A parameter was sent more than once");
      }
    }
    return new FormBody(values);
  }

  /** A parameter that must be there. */
  public String text(String name) {
    return optionalText(name)
        .orElseThrow(() -> RequestRefused.malformed("The parameter " + name + " is missing"));
  }

  /** A parameter that may be there. */
  public Optional<String> optionalText(String name) {
    return texts(name).stream().findFirst();
  }

  /**
   * A parameter that may be there, and says something. RFC 6749, section 3.2: "Parameters sent
   * without a value MUST be treated as if they were omitted from the request."
   */
  public Optional<String> given(String name) {
    return optionalText(name).filter(value -> !value.isEmpty());
  }

  /** Every value of a parameter that may come more than once, in order. */
  public List<String> texts(String name) {
    return values.getOrDefault(name, List.of()).stream()
        .map(value -> Text.checked("The parameter " + name, value, Integer.MAX_VALUE))
        .toList();
  }

  private static String utf8(byte[] body) {
    return PercentEncoding.utf8(body)
        .orElseThrow(() -> RequestRefused.malformed("The body is not valid UTF-8"));
  }

  private static String decoded(String text) {
    return PercentEncoding.decoded(text)
        .orElseThrow(
            () -> RequestRefused.malformed("The form is not well encoded, or is not valid UTF-8"));
  }
}
