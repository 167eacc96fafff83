package dev.countersign.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every parameter of a query or a form, in the order they came, each with all its values: for calls
 * that say for themselves what follows from one that was sent twice.
 */
final class RequestParameters {
  private static final int LONGEST_NAME = 256;

  private RequestParameters() {}

  /** Reads {@code application/x-www-form-urlencoded}. */
  static Map<String, List<String>> of(String encoded) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    if (encoded.isEmpty()) {
      return values;
    }
    for (String pair : encoded.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        String name = Text.checked("The name of a parameter", decoded(parts[0]), LONGEST_NAME);
        String value = Text.checked("The parameter " + name, decoded(parts[1]), Integer.MAX_VALUE);
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
      }
    }
    return values;
  }

  private static String decoded(String text) {
    return PercentEncoding.decoded(text)
        .orElseThrow(() ->
            RequestRefused.malformed("The parameters are not well encoded, or not valid UTF-8"));
  }
}
