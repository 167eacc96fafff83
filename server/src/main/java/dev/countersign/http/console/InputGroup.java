package dev.countersign.http.console;

import dev.countersign.http.page.Problems;
import java.util.List;

/**
 * Inputs that belong together.
 *
 * @param title what they are about
 * @param inputs in order
 * @param rare whether few forms need them, so that they are folded away until they are asked for
 * @param stacked whether each stands under the one before it, however much room there is
 */
public record InputGroup(String title, List<Input> inputs, boolean rare, boolean stacked) {
  /** Keeps an unmodifiable copy. */
  public InputGroup {
    inputs = List.copyOf(inputs);
  }

  /** Ones that stand beside one another where there is room. */
  public InputGroup(String title, List<Input> inputs, boolean rare) {
    this(title, inputs, rare, false);
  }

  /** Ones that most forms need. */
  public InputGroup(String title, List<Input> inputs) {
    this(title, inputs, false);
  }

  /** Ones without a title, each of which is to be read after the one above it. */
  public static InputGroup stack(List<Input> inputs) {
    return new InputGroup("", inputs, false, true);
  }

  /** Whether there is something to be put right in it. */
  public boolean wrong(Problems problems) {
    return inputs.stream().anyMatch(input -> problems.at(input.name()).isPresent());
  }
}
