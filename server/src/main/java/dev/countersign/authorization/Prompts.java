package dev.countersign.authorization;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The {@code prompt} parameter. */
final class Prompts {
  private Prompts() {}

  /** Whether the words are known, and {@code none} stands alone. */
  static boolean valid(List<String> words) {
    if (words.stream().anyMatch(word -> Prompt.parse(word).isEmpty())) {
      return false;
    }
    return words.size() <= 1 || !words.contains(Prompt.NONE.text());
  }

  /** What the words mean. */
  static Set<Prompt> of(List<String> words) {
    Set<Prompt> prompts = EnumSet.noneOf(Prompt.class);
    words.stream().map(Prompt::parse).flatMap(Optional::stream).forEach(prompts::add);
    return prompts;
  }
}
