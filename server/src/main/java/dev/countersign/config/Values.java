package dev.countersign.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The winning value of every key, with its text and origin; a key may hold an invalid text. */
final class Values {

  /** The text that won, and its value unless it is invalid. */
  private record Slot(Given given, @Nullable Object value) {}

  private final Map<String, Slot> slots = new HashMap<>();

  <T> void set(Key<T> key, Given given, T value) {
    slots.put(key.name(), new Slot(given, value));
  }

  void setInvalid(Key<?> key, Given given) {
    slots.put(key.name(), new Slot(given, null));
  }

  // Only set() puts a value under a name, and the names of keys are unique.
  @SuppressWarnings("unchecked")
  <T> T get(Key<T> key) {
    return (T) Objects.requireNonNull(slot(key).value(), key.name());
  }

  boolean valid(Key<?> key) {
    return slot(key).value() != null;
  }

  /** Whether some text stands for the key, valid or not. */
  boolean isSet(Key<?> key) {
    return !slot(key).given().text().isEmpty();
  }

  /** Key, value and origin for a message: {@code server.port = 80 (flag --server.port)}. */
  String describe(Key<?> key) {
    Given given = slot(key).given();
    return key.name() + " = " + key.shown(given.text()) + " (" + given.origin() + ")";
  }

  List<EffectiveValue> effective() {
    List<EffectiveValue> lines = new ArrayList<>();
    for (Key<?> key : Keys.all()) {
      Given given = slot(key).given();
      lines.add(new EffectiveValue(key.name(), key.shown(given.text()), given.origin()));
    }
    return List.copyOf(lines);
  }

  private Slot slot(Key<?> key) {
    return Objects.requireNonNull(slots.get(key.name()), key.name());
  }
}
