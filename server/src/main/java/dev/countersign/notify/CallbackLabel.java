package dev.countersign.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.notify.Courier.Label;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;

/** What may be written down about a callback: the kind of what it tells, and where it goes. */
final class CallbackLabel {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String UNKNOWN = "callback";

  // Names of our own; anything else might tell of somebody.
  private static final Pattern NAME = Pattern.compile("[A-Za-z_-]{1,64}");

  private CallbackLabel() {}

  static Label of(Payload.ToUrl payload) {
    return new Label(what(payload.body()), destination(payload.url()));
  }

  private static String what(byte[] body) {
    JsonNode told;
    try {
      told = JSON.readTree(body);
    } catch (IOException e) {
      return UNKNOWN;
    }
    String name = told.path("event").asText(told.path("requestType").asText(UNKNOWN));
    return NAME.matcher(name).matches() ? name : UNKNOWN;
  }

  /** Without the query, which may hold what only the receiver should know. */
  private static String destination(String url) {
    try {
      URI uri = URI.create(url);
      return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
