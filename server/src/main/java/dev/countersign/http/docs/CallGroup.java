package dev.countersign.http.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Calls that belong together, as the description tags them.
 *
 * @param name the tag
 * @param description what they are for
 * @param calls in the order of the description
 */
public record CallGroup(String name, String description, List<Call> calls) {
  private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

  /** Keeps an unmodifiable copy of the calls. */
  public CallGroup {
    calls = List.copyOf(calls);
  }

  /**
   * A call.
   *
   * @param id its operationId
   * @param method its method, in capitals
   * @param path its path, with {@code {names}} for parameters
   * @param summary what it does
   */
  public record Call(String id, String method, String path, String summary) {
    /** The method in small letters, for the style sheet. */
    public String kind() {
      return method.toLowerCase(Locale.ROOT);
    }
  }

  /** Whether that call is one of them. */
  public boolean has(String id) {
    return calls.stream().anyMatch(call -> call.id().equals(id));
  }

  /** Every call of a description, under its first tag. */
  static List<CallGroup> of(JsonNode openApi) {
    Map<String, List<Call>> calls = new LinkedHashMap<>();
    Map<String, String> descriptions = new LinkedHashMap<>();
    for (JsonNode tag : openApi.get("tags")) {
      calls.put(tag.get("name").asText(), new ArrayList<>());
      descriptions.put(tag.get("name").asText(), tag.get("description").asText());
    }
    for (var path : openApi.get("paths").properties()) {
      for (String method : METHODS) {
        JsonNode operation = path.getValue().path(method);
        if (!operation.isMissingNode()) {
          String tag = operation.get("tags").get(0).asText();
          calls
              .computeIfAbsent(tag, key -> new ArrayList<>())
              .add(call(path.getKey(), method, operation));
        }
      }
    }
    return calls.entrySet().stream()
        .map(group ->
            new CallGroup(
                group.getKey(), descriptions.getOrDefault(group.getKey(), ""), group.getValue()))
        .toList();
  }

  private static Call call(String path, String method, JsonNode operation) {
    return new Call(
        operation.get("operationId").asText(),
        method.toUpperCase(Locale.ROOT),
        path,
        operation.get("summary").asText());
  }
}
