package dev.countersign.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What became of records, counted by type. */
public final class Tally {
  private final Map<String, Map<Fate, Long>> counts = new LinkedHashMap<>();

  /** What becomes of a record. */
  public enum Fate {
    ADDED,
    /** One that was here in another form was overwritten, as was asked for. */
    REPLACED,
    /** It was here already. */
    PRESENT,
    /** Another form of it is here, and was kept. */
    CONFLICT,
    /** It cannot be stored. */
    REFUSED
  }

  void count(String type, Fate fate) {
    counts.computeIfAbsent(type, _ -> new EnumMap<>(Fate.class)).merge(fate, 1L, Long::sum);
  }

  /** How many records of a type had that fate. */
  public long of(String type, Fate fate) {
    return counts.getOrDefault(type, Map.of()).getOrDefault(fate, 0L);
  }

  /** How many records had that fate. */
  public long of(Fate fate) {
    return counts.keySet().stream().mapToLong(type -> of(type, fate)).sum();
  }

  /** The types that were counted, in the order of the file. */
  public Iterable<String> types() {
    return counts.keySet();
  }

  ObjectNode json() {
    ObjectNode json = Json.object();
    counts.forEach((type, fates) -> {
      ObjectNode of = json.putObject(type);
      fates.forEach((fate, number) -> of.put(fate.name(), number));
    });
    return json;
  }

  static Tally of(JsonNode json) {
    Tally tally = new Tally();
    for (Map.Entry<String, JsonNode> type : json.properties()) {
      Map<Fate, Long> fates = new EnumMap<>(Fate.class);
      for (Fate fate : Fate.values()) {
        long number = type.getValue().path(fate.name()).asLong(0);
        if (number > 0) {
          fates.put(fate, number);
        }
      }
      tally.counts.put(type.getKey(), fates);
    }
    return tally;
  }
}
