package dev.countersign.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;

/**
 * What an answer's body looks like: JSON with the very field names, in which {@code "~..."} stands
 * for a text that matches the expression, {@code "#"} for any number, {@code "*"} for anything but
 * null, and a field {@code "..."} for more fields of any kind. The empty text stands for an empty
 * body.
 */
final class Shape {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MORE = "...";

  private final String text;

  Shape(String text) {
    this.text = text;
  }

  /** How the body differs; empty when it does not. */
  Optional<String> difference(String body) {
    if (text.isEmpty()) {
      return Optional.of("the body should be empty").filter(said -> !body.isEmpty());
    }
    try {
      return difference("", JSON.readTree(text), JSON.readTree(body));
    } catch (JsonProcessingException e) {
      return Optional.of("the body should be JSON");
    }
  }

  private static Optional<String> difference(String at, JsonNode wanted, JsonNode given) {
    if (wanted.isObject()) {
      return object(at, wanted, given);
    }
    if (wanted.isTextual() && wanted.asText().equals("*")) {
      return unless(!given.isNull(), at, "there");
    }
    if (wanted.isTextual() && wanted.asText().equals("#")) {
      return unless(given.isNumber(), at, "a number");
    }
    if (wanted.isTextual() && wanted.asText().startsWith("~")) {
      String expression = wanted.asText().substring(1);
      boolean matches = given.isTextual() && given.asText().matches(expression);
      return unless(matches, at, "a text like " + expression);
    }
    return unless(wanted.equals(given), at, wanted.toString());
  }

  private static Optional<String> object(String at, JsonNode wanted, JsonNode given) {
    if (!given.isObject()) {
      return Optional.of(at + " should be an object");
    }
    for (Map.Entry<String, JsonNode> field : wanted.properties()) {
      if (field.getKey().equals(MORE)) {
        continue;
      }
      String name = at + "/" + field.getKey();
      if (!given.has(field.getKey())) {
        return Optional.of(name + " is missing");
      }
      Optional<String> difference = difference(name, field.getValue(), given.get(field.getKey()));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return unknown(at, wanted, given);
  }

  private static Optional<String> unknown(String at, JsonNode wanted, JsonNode given) {
    if (wanted.has(MORE)) {
      return Optional.empty();
    }
    return given
        .propertyStream()
        .map(Map.Entry::getKey)
        .filter(name -> !wanted.has(name))
        .findFirst()
        .map(name -> at + "/" + name + " is not documented");
  }

  private static Optional<String> unless(boolean fits, String at, String wanted) {
    if (fits) {
      return Optional.empty();
    }
    return Optional.of(at + " should be " + wanted);
  }
}
