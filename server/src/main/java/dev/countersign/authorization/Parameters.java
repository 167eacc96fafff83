package dev.countersign.authorization;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a request by name, in the order they came, each with every value that was sent.
 *
 * @param values without empty values: RFC 6749, section 3.1: "Parameters sent without a value MUST
 *     be treated as if they were omitted from the request."
 */
public record Parameters(Map<String, List<String>> values) {
  /** RFC 8707, section 2: "Multiple resource parameters MAY be used". */
  private static final String MULTIPLE = "resource";

  /** Leaves out what has no value. */
  public Parameters {
    Map<String, List<String>> sent = new LinkedHashMap<>();
    values.forEach((name, all) -> {
      List<String> some = all.stream().filter(value -> !value.isEmpty()).toList();
      if (!some.isEmpty()) {
        sent.put(name, some);
      }
    });
    values = java.util.Collections.unmodifiableMap(sent);
  }

  /** The value of a parameter that was sent once; of one that was sent twice there is none. */
  public Optional<String> one(String name) {
    return Optional.of(all(name)).filter(all -> all.size() == 1).map(List::getFirst);
  }

  /** Every value of a parameter. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** Whether a parameter was sent. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The words of a parameter that is a list of them. */
  public List<String> words(String name) {
    return one(name).stream()
        .flatMap(text -> Arrays.stream(text.split(" ", -1)))
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }

  /** Whether a parameter was sent more than once that may not be. */
  public boolean repeats() {
    return values.entrySet().stream()
        .anyMatch(one -> one.getValue().size() > 1 && !one.getKey().equals(MULTIPLE));
  }

  /** The same with one more, in place of what has its name. */
  public Parameters with(String name, String value) {
    Map<String, List<String>> more = new LinkedHashMap<>(values);
    more.put(name, List.of(value));
    return new Parameters(more);
  }

  /** The same without those. */
  public Parameters without(String... names) {
    Map<String, List<String>> less = new LinkedHashMap<>(values);
    less.keySet().removeAll(Arrays.asList(names));
    return new Parameters(less);
  }

  /** Of these, those with such names. */
  Parameters only(Set<String> names) {
    Map<String, List<String>> less = new LinkedHashMap<>(values);
    less.keySet().retainAll(names);
    return new Parameters(less);
  }

  /** These, and of the others those that have no namesake here. */
  Parameters over(Parameters others) {
    Map<String, List<String>> both = new LinkedHashMap<>(others.values);
    both.putAll(values);
    return new Parameters(both);
  }

  /** One value of each name, for messages that allow no more. */
  public static Parameters of(String... namesAndValues) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      values.computeIfAbsent(namesAndValues[i], _ -> new ArrayList<>()).add(namesAndValues[i + 1]);
    }
    return new Parameters(values);
  }

  /** The names alone: values may be secrets. */
  @Override
  public String toString() {
    return "Parameters" + values.keySet();
  }
}
