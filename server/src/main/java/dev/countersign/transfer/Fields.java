package dev.countersign.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.UserId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/** The members of one record, read strictly; {@link InvalidRecord} says what is wrong with one. */
final class Fields {
  private final ObjectNode node;
  private final LongUnaryOperator customers;

  /**
   * The members of that object.
   *
   * @param customers which customer here stands for a customer of the file
   */
  Fields(ObjectNode node, LongUnaryOperator customers) {
    this.node = node;
    this.customers = customers;
  }

  /**
   * The secret part of a record that is nothing without it.
   *
   * @throws InvalidRecord when there is none
   */
  static Fields required(Optional<Fields> secret) {
    return secret.orElseThrow(() -> new InvalidRecord("it has no secret part"));
  }

  static Fields of(ObjectNode node) {
    return new Fields(node, id -> id);
  }

  ObjectNode node() {
    return node;
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  private JsonNode required(String name) {
    JsonNode value = node.get(name);
    if (value == null || value.isNull()) {
      throw new InvalidRecord("it has no \"" + name + "\"");
    }
    return value;
  }

  private static InvalidRecord wrong(String name, String wanted) {
    return new InvalidRecord("its \"" + name + "\" is not " + wanted);
  }

  String text(String name) {
    JsonNode value = required(name);
    if (!value.isTextual()) {
      throw wrong(name, "a text");
    }
    if (value.textValue().indexOf('\0') >= 0) {
      throw wrong(name, "a text without the character NUL, which PostgreSQL does not store");
    }
    return value.textValue();
  }

  Optional<String> optionalText(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    return Optional.of(text(name));
  }

  long number(String name) {
    JsonNode value = required(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw wrong(name, "a whole number");
    }
    return value.longValue();
  }

  int small(String name) {
    long number = number(name);
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw wrong(name, "a number in its range");
    }
    return (int) number;
  }

  double fraction(String name) {
    JsonNode value = required(name);
    if (!value.isNumber()) {
      throw wrong(name, "a number");
    }
    return value.doubleValue();
  }

  boolean truth(String name) {
    JsonNode value = required(name);
    if (!value.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return value.booleanValue();
  }

  Instant instant(String name) {
    try {
      return Instant.parse(text(name));
    } catch (DateTimeException e) {
      throw wrong(name, "an instant such as 2026-01-31T12:00:00Z");
    }
  }

  Optional<Instant> optionalInstant(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    return Optional.of(instant(name));
  }

  byte[] bytes(String name) {
    try {
      return Base64.getDecoder().decode(text(name));
    } catch (IllegalArgumentException e) {
      throw wrong(name, "base64");
    }
  }

  /** An identity: a decimal text. */
  long id(String name) {
    return UserId.parse(text(name)).orElseThrow(() -> wrong(name, "an id")).value();
  }

  UserId user(String name) {
    return new UserId(id(name));
  }

  /** The customer here that the record belongs to. */
  CustomerId customer() {
    return new CustomerId(customers.applyAsLong(id("customer")));
  }

  <E extends Enum<E>> E one(String name, Class<E> of) {
    String text = text(name);
    for (E constant : of.getEnumConstants()) {
      if (constant.name().equals(text)) {
        return constant;
      }
    }
    throw wrong(name, "one of those known here");
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode one : array(name)) {
      if (!one.isTextual()) {
        throw wrong(name, "a list of texts");
      }
      texts.add(one.textValue());
    }
    return texts;
  }

  Fields object(String name) {
    if (required(name) instanceof ObjectNode object) {
      return new Fields(object, customers);
    }
    throw wrong(name, "an object");
  }

  List<Fields> list(String name) {
    List<Fields> all = new ArrayList<>();
    for (JsonNode one : array(name)) {
      if (!(one instanceof ObjectNode object)) {
        throw wrong(name, "a list of objects");
      }
      all.add(new Fields(object, customers));
    }
    return all;
  }

  private JsonNode array(String name) {
    JsonNode value = required(name);
    if (!value.isArray()) {
      throw wrong(name, "a list");
    }
    return value;
  }

  Map<String, String> map(String name) {
    JsonNode value = required(name);
    Map<String, String> map = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      if (!entry.getValue().isTextual()) {
        throw wrong(name, "an object of texts");
      }
      map.put(entry.getKey(), entry.getValue().textValue());
    }
    return map;
  }
}
