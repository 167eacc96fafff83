package dev.countersign.config;

import java.util.List;

/**
 * The configuration cannot be used. Carries every error found, each a sentence that names the key,
 * where the value came from, the value unless it is secret, and what is allowed.
 */
public final class ConfigurationException extends RuntimeException {

  private final transient List<String> errors;

  /** Makes the exception for at least one error. */
  public ConfigurationException(List<String> errors) {
    super(message(errors));
    this.errors = List.copyOf(errors);
  }

  /** Every error found, in the order: file, environment, flags, then checks across keys. */
  public List<String> errors() {
    return errors;
  }

  private static String message(List<String> errors) {
    if (errors.isEmpty()) {
      throw new IllegalArgumentException("a configuration exception needs at least one error");
    }
    String count = errors.size() == 1 ? "1 error" : errors.size() + " errors";
    return "the configuration has " + count + ":\n  - " + String.join("\n  - ", errors);
  }
}
