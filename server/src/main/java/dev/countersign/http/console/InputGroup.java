package dev.countersign.http.console;

import java.util.List;

/**
 * Inputs that belong together.
 *
 * @param title what they are about
 * @param inputs in order
 */
public record InputGroup(String title, List<Input> inputs) {
  /** Keeps an unmodifiable copy. */
  public InputGroup {
    inputs = List.copyOf(inputs);
  }
}
