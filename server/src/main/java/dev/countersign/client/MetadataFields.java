package dev.countersign.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of a registration, field by field: what is missing or null is absent, and what is of
 * another type is refused by name.
 */
record MetadataFields(Map<String, Object> members) {
  private static final int LONGEST = 2048;

  boolean has(String name) {
    return members.get(name) != null;
  }

  Optional<String> text(String name) {
    Object value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && text.length() <= LONGEST) {
      return Optional.of(text);
    }
    throw refused(name, "a string of at most " + LONGEST + " characters");
  }

  /** Absent as null, for settings that may be unset; an empty string unsets too. */
  @Nullable String textOrNull(String name) {
    return text(name).filter(text -> !text.isEmpty()).orElse(null);
  }

  Optional<List<String>> texts(String name) {
    Object value = members.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof List<?> list)) {
      throw refused(name, "an array of strings");
    }
    List<String> texts = new ArrayList<>();
    for (Object one : list) {
      if (!(one instanceof String text) || text.length() > LONGEST) {
        throw refused(name, "an array of strings");
      }
      texts.add(text);
    }
    return Optional.of(texts);
  }

  boolean flag(String name) {
    Object value = members.get(name);
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw refused(name, "true or false");
  }

  @Nullable Long numberOrNull(String name) {
    Object value = members.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw refused(name, "a whole number");
  }

  /** One of an enum's texts. */
  <E> E choice(String name, E[] values, Function<E, String> text, E fallback) {
    Optional<String> given = text(name);
    if (given.isEmpty()) {
      return fallback;
    }
    return choice(name, values, text, given.get());
  }

  static <E> E choice(String name, E[] values, Function<E, String> text, String given) {
    for (E value : values) {
      if (text.apply(value).equals(given)) {
        return value;
      }
    }
    String known = String.join(", ", Arrays.stream(values).map(text).toList());
    throw refused(name, "one of " + known);
  }

  private static InvalidClientMetadata refused(String name, String allowed) {
    return new InvalidClientMetadata("The field " + name + " must be " + allowed);
  }
}
