package dev.countersign.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the name somebody probably meant. */
public final class Suggestion {

  private Suggestion() {}

  /** {@code "; did you mean X?"}, or the names of its group, or nothing when no name is near. */
  static String phrase(String given, Collection<String> names) {
    return closest(given, names)
        .map(name -> "; did you mean " + name + "?")
        .orElseGet(() -> group(given, names));
  }

  private static String group(String given, Collection<String> names) {
    int dot = given.indexOf('.');
    String group = given.substring(0, dot + 1);
    List<String> keys = names.stream().filter(name -> name.startsWith(group)).sorted().toList();
    if (dot < 0 || keys.isEmpty()) {
      return "";
    }
    return "; its group has " + String.join(", ", keys);
  }

  /**
   * The name with the fewest typing errors between, at most a third of its length, or of what
   * stands behind a group that was written right; else the only name that ends in the given one, so
   * that {@code base-url} finds {@code server.base-url}.
   */
  public static Optional<String> closest(String given, Collection<String> names) {
    String wanted = folded(given);
    Optional<String> nearest =
        names.stream()
            .min(Comparator.comparingInt((String name) -> distance(wanted, folded(name))))
            .filter(name -> distance(wanted, folded(name)) <= allowed(wanted, folded(name)));
    Optional<String> ending =
        names.stream().filter(name -> folded(name).endsWith("." + wanted)).findFirst();
    return ending.isPresent() ? ending : nearest;
  }

  private static int allowed(String wanted, String name) {
    int group = name.lastIndexOf('.') + 1;
    int compared = name.length();
    if (wanted.startsWith(name.substring(0, group))) {
      compared -= group;
    }
    return Math.max(1, compared / 3);
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The least number of letters inserted, removed, replaced or swapped with their neighbour that
   * turns one text into the other (optimal string alignment).
   */
  static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int step(int[][] cost, String from, String to, int i, int j) {
    int replaced = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
    int best = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
