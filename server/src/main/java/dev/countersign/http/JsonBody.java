package dev.countersign.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request's JSON object, field by field. Every accessor refuses what it cannot use with a message
 * that names the field and says what is expected; a field that is null counts as missing.
 */
public final class JsonBody {
  /** What a field holds unless the call says otherwise. */
  private static final int LONGEST = 4096;

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}");

  /** As many digits as a JSON number may have. */
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,1000}");

  private final JsonNode object;

  private JsonBody(JsonNode object) {
    this.object = object;
  }

  /** Reads a body. */
  public static JsonBody of(byte[] body) {
    JsonNode node = Json.read(body);
    if (!node.isObject()) {
      throw RequestRefused.malformed("The body must be a JSON object");
    }
    return new JsonBody(node);
  }

  /** A field that must be there. */
  public String text(String name) {
    return optionalText(name).orElseThrow(() -> missing(name));
  }

  /** A field that must be there under one of its spellings. */
  public String textOf(String name, String otherSpelling) {
    return optionalText(name)
        .or(() -> optionalText(otherSpelling))
        .orElseThrow(() -> missing(name));
  }

  /** A field that may be there. */
  public Optional<String> optionalText(String name) {
    return optionalText(name, LONGEST);
  }

  /** A field that may be there and be that long. */
  public Optional<String> optionalText(String name, int longest) {
    JsonNode value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    return Optional.of(text(name, value, longest));
  }

  /**
   * A password or key, of any length a body may have: one that is over-long is a wrong password,
   * not a malformed request.
   */
  public String password(String name) {
    return optionalText(name, Integer.MAX_VALUE).orElseThrow(() -> missing(name));
  }

  private static RequestRefused missing(String name) {
    return RequestRefused.malformed("The field " + name + " is missing");
  }

  /** A whole number, or the same as a string. */
  public Optional<Long> number(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return Optional.of(value.longValue());
    }
    Optional<Long> whole = value.isTextual() ? whole(value.textValue()) : Optional.empty();
    if (whole.isEmpty()) {
      throw RequestRefused.malformed("The field " + name + " must be a whole number");
    }
    return whole;
  }

  /** Text, or a number as it is written. */
  public Optional<String> textOrNumber(String name) {
    JsonNode value = value(name);
    if (value != null && value.isNumber()) {
      return Optional.of(value.asText());
    }
    return optionalText(name);
  }

  /** Text, or a number as it is written, that must be there. */
  public String requiredTextOrNumber(String name) {
    return textOrNumber(name).orElseThrow(() -> missing(name));
  }

  /** A list of strings, or one of them alone; absent when it is missing, unlike an empty list. */
  public Optional<List<String>> textOrTexts(String name) {
    JsonNode value = value(name);
    if (value != null && value.isTextual()) {
      return Optional.of(List.of(text(name, value, LONGEST)));
    }
    return texts(name);
  }

  /** A whole number of any size, or the same as a string, for what is capped and not refused. */
  public Optional<BigInteger> integer(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value.isIntegralNumber()) {
      return Optional.of(value.bigIntegerValue());
    }
    if (value.isTextual()) {
      return Optional.of(integerText(value.textValue()));
    }
    throw RequestRefused.malformed("The field " + name + " must be a whole number");
  }

  /** A whole number of any size as text. */
  public static BigInteger integerText(String text) {
    if (!INTEGER.matcher(text).matches()) {
      throw RequestRefused.malformed("A whole number was expected");
    }
    return new BigInteger(text);
  }

  /** A whole number as text. */
  public static long wholeNumber(String text) {
    return whole(text).orElseThrow(() -> RequestRefused.malformed("A whole number was expected"));
  }

  private static Optional<Long> whole(String text) {
    if (!NUMBER.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException beyondLong) {
      return Optional.empty();
    }
  }

  /** {@code yes} or {@code no} in any case, or a JSON boolean. */
  public Optional<Boolean> flag(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value.isBoolean()) {
      return Optional.of(value.booleanValue());
    }
    String text = value.asText("").toLowerCase(Locale.ROOT);
    if (value.isTextual() && (text.equals("yes") || text.equals("no"))) {
      return Optional.of(text.equals("yes"));
    }
    throw RequestRefused.malformed("The field " + name + " must be \"yes\" or \"no\"");
  }

  /** A list of strings; missing is empty. */
  public Optional<List<String>> texts(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isArray()) {
      throw RequestRefused.malformed("The field " + name + " must be a list of strings");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : value) {
      texts.add(text(name, element, LONGEST));
    }
    return Optional.of(texts);
  }

  /** An object within the object. */
  public Optional<JsonBody> object(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isObject()) {
      throw RequestRefused.malformed("The field " + name + " must be an object");
    }
    return Optional.of(new JsonBody(value));
  }

  /** An object within the object, as JSON text, for what reads its own format (a JWK). */
  public Optional<String> objectText(String name) {
    return object(name).map(found -> found.object.toString());
  }

  /** Whether the field is the empty string: what is set is to be cleared. */
  public boolean isEmptyText(String name) {
    JsonNode value = value(name);
    return value != null && value.isTextual() && value.textValue().isEmpty();
  }

  /** Whether the field is there and null, for the few that mean something by it. */
  public boolean isNull(String name) {
    return object.path(name).isNull();
  }

  /** The whole object, for features that read it themselves: texts, numbers, lists and maps. */
  public Map<String, Object> members() {
    return Json.members(object);
  }

  /** The names of the fields that are there. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private @Nullable JsonNode value(String name) {
    JsonNode value = object.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    return value;
  }

  private static String text(String name, JsonNode value, int longest) {
    if (!value.isTextual()) {
      throw RequestRefused.malformed("The field " + name + " must be a string");
    }
    return Text.checked("The field " + name, value.textValue(), longest);
  }
}
