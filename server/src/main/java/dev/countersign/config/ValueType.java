package dev.countersign.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a text becomes a value.
 *
 * @param allowed what may be written, to stand after "must be"
 * @param list whether the value is a list, so that YAML may write it as a sequence
 * @param parser reads the text
 */
record ValueType<T>(String allowed, boolean list, Parser<T> parser) {

  /** Reads one text. */
  interface Parser<T> {
    T parse(String text) throws InvalidValueException;
  }

  static <T> ValueType<T> of(String allowed, Parser<T> parser) {
    return new ValueType<>(allowed, false, parser);
  }

  static ValueType<String> text() {
    return of(
        "a text on one line",
        text -> {
          if (text.isEmpty() || text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException();
          }
          return text;
        });
  }

  static ValueType<SecretText> secret() {
    return of("a text that is not empty", SecretText::of);
  }

  static ValueType<Path> path() {
    return of("a path", ValueType::parsePath);
  }

  static ValueType<Path> readableFile() {
    return of(
        "the path of a file that exists and can be read",
        text -> {
          Path path = parsePath(text);
          if (!Files.isRegularFile(path)) {
            throw new InvalidValueException("there is no such file");
          }
          if (!Files.isReadable(path)) {
            throw new InvalidValueException("this process may not read the file");
          }
          return path;
        });
  }

  static ValueType<Path> readableFolder() {
    return of(
        "the path of a folder that exists and can be read",
        text -> {
          Path path = parsePath(text);
          if (!Files.isDirectory(path)) {
            throw new InvalidValueException("there is no such folder");
          }
          if (!Files.isReadable(path)) {
            throw new InvalidValueException("this process may not read the folder");
          }
          return path;
        });
  }

  static ValueType<Integer> integer(int least, int most) {
    return of(
        "a whole number from " + least + " to " + most,
        text -> {
          if (!text.matches("\\d{1,9}")) {
            throw new InvalidValueException();
          }
          return within(Integer.valueOf(text), least, most);
        });
  }

  static ValueType<Boolean> bool() {
    return of(
        "true or false",
        text -> {
          if (!text.equals("true") && !text.equals("false")) {
            throw new InvalidValueException();
          }
          return text.equals("true");
        });
  }

  static ValueType<Duration> duration(String least, String most) {
    return of(
        "a duration from " + least + " to " + most + ", such as 30s, 15m, 2h or 90d",
        text ->
            within(DurationText.parse(text), DurationText.parse(least), DurationText.parse(most)));
  }

  static ValueType<Long> size(long least, long most) {
    String range = SizeText.format(least) + " to " + SizeText.format(most);
    return of(
        "a size from " + range + ", such as 64KiB or 10MiB",
        text -> within(SizeText.parse(text), least, most));
  }

  static <E extends Enum<E>> ValueType<E> choice(Class<E> values) {
    List<String> names = EnumSet.allOf(values).stream().map(ValueType::spelling).toList();
    return of(
        "one of " + String.join(", ", names),
        text -> {
          if (!names.contains(text.toLowerCase(Locale.ROOT))) {
            throw new InvalidValueException();
          }
          return Enum.valueOf(values, text.toUpperCase(Locale.ROOT).replace('-', '_'));
        });
  }

  private static String spelling(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The same type, where an empty text means that there is no value. */
  static <T> ValueType<Optional<T>> optional(ValueType<T> type) {
    return of(
        type.allowed + ", or empty",
        text -> text.isEmpty() ? Optional.empty() : Optional.of(type.parser.parse(text)));
  }

  /** A list, comma separated in one text; an empty text is the empty list. */
  static <T> ValueType<List<T>> listOf(String allowed, ValueType<T> type) {
    return new ValueType<>(
        allowed,
        true,
        text -> {
          List<T> items = new ArrayList<>();
          for (String item : text.isEmpty() ? List.<String>of() : List.of(text.split(",", -1))) {
            items.add(type.parser.parse(item.strip()));
          }
          return List.copyOf(items);
        });
  }

  private static <T extends Comparable<T>> T within(T value, T least, T most)
      throws InvalidValueException {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new InvalidValueException();
    }
    return value;
  }

  private static Path parsePath(String text) throws InvalidValueException {
    if (text.isEmpty()) {
      throw new InvalidValueException();
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException notAPath) {
      throw new InvalidValueException(notAPath.getReason());
    }
  }
}
