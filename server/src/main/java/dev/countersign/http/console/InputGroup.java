package dev.countersign.http.console;

import dev.countersign.http.page.Problems;
import java.util.List;

/**
 * Inputs that belong together.
 *
 * @param title what they are about
 * @param inputs in order
 * @param rare whether few forms need them, so that they are folded away until they are asked for
 */
public record InputGroup(String title, List<Input> inputs, boolean rare) {
  /** Keeps an unmodifiable copy. */
  public InputGroup {
    inputs = List.copyOf(inputs);
  }

  /** Ones that most forms need. */
  public InputGroup(String title, List<Input> inputs) {
    this(title, inputs, false);
  }

  /** Whether there is something to be put right in it. */
  public boolean wrong(Problems problems) {
    return inputs.stream().anyMatch(input -> problems.at(input.name()).isPresent());
  }
}
