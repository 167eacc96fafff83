package dev.countersign.authorization;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An answer on its way back to the client.
 *
 * @param redirectUri one that is registered for the client
 * @param mode how the parameters travel
 * @param parameters the answer, in order
 */
public record AuthorizationResponse(
    String redirectUri, ResponseMode mode, Map<String, String> parameters) {
  /** Keeps an unmodifiable copy. */
  public AuthorizationResponse {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * Where the browser is sent in the modes {@code query} and {@code fragment}. RFC 6749, section
   * 3.1.2: the redirection URI "MAY include an "application/x-www-form-urlencoded" formatted query
   * component, which MUST be retained when adding additional query parameters."
   */
  public String location() {
    return switch (mode) {
      case QUERY -> redirectUri + separator() + encoded();
      case FRAGMENT -> redirectUri + '#' + encoded();
      case FORM_POST -> throw new IllegalStateException("a form is posted, not redirected to");
    };
  }

  private String separator() {
    int query = redirectUri.indexOf('?');
    if (query < 0) {
      return "?";
    }
    return query == redirectUri.length() - 1 ? "" : "&";
  }

  private String encoded() {
    return parameters.entrySet().stream()
        .map(one -> encoded(one.getKey()) + '=' + encoded(one.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    // A plus sign is a space only to readers of forms; %20 is one to everybody.
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /** Without the code. */
  @Override
  public String toString() {
    return "AuthorizationResponse[" + mode + " " + parameters.keySet() + "]";
  }
}
