package dev.countersign.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A form. RFC 6749, section 3.1 and 3.2: "Request and response parameters MUST NOT be included more
 * than once."
 */
public final class FormBody {
  private final Map<String, String> values;

  private FormBody(Map<String, String> values) {
    this.values = values;
  }

  static FormBody of(byte[] body) {
    Map<String, String> values = new HashMap<>();
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
      if (values.put(name, value) != null) {
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
    return Optional.ofNullable(values.get(name))
        .map(value -> Text.checked("The parameter " + name, value, Integer.MAX_VALUE));
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
