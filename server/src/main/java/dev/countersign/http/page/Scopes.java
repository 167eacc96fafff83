package dev.countersign.http.page;

import java.util.Collection;
import java.util.List;

/** What an application asks for, in words. */
public final class Scopes {
  private static final String PREFIX = "scope.";
  private static final String OTHER = "scope.other";

  private Scopes() {}

  /** One line for each, in the order they are given. */
  public static List<String> inWords(Messages words, Collection<String> scopes) {
    return scopes.stream().map(scope -> inWords(words, scope)).toList();
  }

  private static String inWords(Messages words, String scope) {
    String key = PREFIX + scope.replace(':', '.');
    if (words.has(key)) {
      return words.text(key);
    }
    return words.text(OTHER, scope);
  }
}
