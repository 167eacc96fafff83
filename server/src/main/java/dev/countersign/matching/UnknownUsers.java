package dev.countersign.matching;

import java.util.List;
import java.util.stream.Collectors;

/** Some of the people named do not exist; the message says which. */
public final class UnknownUsers extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int NAMED = 10;
  private static final int LONGEST = 255;

  UnknownUsers(List<String> names) {
    super("There is no user named " + sentence(names));
  }

  private static String sentence(List<String> names) {
    String first =
        names.stream().limit(NAMED).map(UnknownUsers::shortened).collect(Collectors.joining(", "));
    if (names.size() <= NAMED) {
      return first;
    }
    return first + " and " + (names.size() - NAMED) + " more";
  }

  private static String shortened(String name) {
    if (name.length() <= LONGEST) {
      return name;
    }
    return name.substring(0, name.offsetByCodePoints(0, LONGEST / 2)) + "…";
  }
}
