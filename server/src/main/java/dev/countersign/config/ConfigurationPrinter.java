package dev.countersign.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the effective configuration, secrets masked, for people and for programs. */
public final class ConfigurationPrinter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ConfigurationPrinter() {}

  /** One line a key, as in {@code server.port = 8080 # default}. */
  public static String text(Configuration configuration) {
    StringBuilder lines = new StringBuilder();
    for (EffectiveValue value : configuration.effective()) {
      lines.append(value.key()).append(" = ").append(value.text());
      lines.append("  # ").append(value.origin()).append('\n');
    }
    return lines.toString();
  }

  /** A JSON object: key to an object of {@code value} and {@code origin}. */
  public static String json(Configuration configuration) {
    Map<String, Map<String, String>> object = new LinkedHashMap<>();
    for (EffectiveValue value : configuration.effective()) {
      Map<String, String> entry = new LinkedHashMap<>();
      entry.put("value", value.text());
      entry.put("origin", value.origin());
      object.put(value.key(), entry);
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(object);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("maps of texts always become JSON", impossible);
    }
  }
}
