package dev.countersign.http.console.clients;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.http.console.ConsoleRequest;
import dev.countersign.http.console.FormModel;
import dev.countersign.http.console.Input;
import dev.countersign.http.console.InputGroup;
import dev.countersign.http.page.Messages;
import dev.countersign.http.page.Problems;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A registration as a form: every field has an input, filled in from the members of a registration
 * and read back into them.
 */
final class ClientForm {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
  private static final String KEYS = "jwks";
  private static final String SCOPE = "scope";
  private static final String NAME = "client_name";

  private ClientForm() {}

  /** The form with what those members say. */
  static List<InputGroup> of(Messages words, Map<String, Object> members) {
    return groups(words, input -> input.holding(text(input, members.get(input.name()))));
  }

  /** The form as it was sent. */
  static List<InputGroup> sent(ConsoleRequest request) {
    return groups(request.words(), input -> input.sent(request));
  }

  private static List<InputGroup> groups(Messages words, UnaryOperator<Input> filled) {
    return ClientField.GROUPS.entrySet().stream()
        .map(group ->
            new InputGroup(
                words.text("console.clients.group." + group.getKey()),
                group.getValue().stream().map(field -> filled.apply(field.input(words))).toList(),
                !ClientField.USUAL.contains(group.getKey())))
        .toList();
  }

  private static String text(Input input, @Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Boolean flag when input.control() == Input.Control.FLAG -> flag ? Input.TICKED : "";
      case List<?> list -> String.join("\n", list.stream().map(String::valueOf).toList());
      case Map<?, ?> object -> pretty(object);
      default -> String.valueOf(value);
    };
  }

  private static String pretty(Map<?, ?> object) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("it was read from JSON", e);
    }
  }

  /** What cannot be read as what it must be. */
  static Problems unreadable(Messages words, List<InputGroup> sent) {
    Problems problems = Problems.NONE;
    for (Input input : FormModel.all(sent)) {
      if (input.control() == Input.Control.NUMBER
          && !input.value().isEmpty()
          && !NUMBER.matcher(input.value()).matches()) {
        problems = problems.and(input.name(), words.text("console.clients.no-number"));
      }
      if (input.name().equals(KEYS) && !input.value().isEmpty() && !isObject(input.value())) {
        problems = problems.and(input.name(), words.text("console.clients.no-keys"));
      }
    }
    return problems;
  }

  private static boolean isObject(String text) {
    try {
      return JSON.readTree(text).isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** The members of a registration that say what was sent, which is readable. */
  static Map<String, Object> members(List<InputGroup> sent) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (Input input : FormModel.all(sent)) {
      // A client may be left without any scope; no field at all would stand for the usual ones.
      if (!input.value().isEmpty() || input.name().equals(SCOPE)) {
        members.put(input.name(), member(input));
      }
    }
    members.putIfAbsent("grant_types", List.of());
    return members;
  }

  private static Object member(Input input) {
    return switch (input.control()) {
      case LINE, TEXT, PASSWORD -> input.value();
      case NUMBER -> Long.valueOf(input.value());
      case FLAG -> true;
      case BOXES -> List.copyOf(input.ticked());
      case LINES -> input.name().equals(KEYS) ? object(input.value()) : input.entries();
      case CHOICE ->
          input.name().equals("rotate_refresh_tokens")
              ? Boolean.valueOf(input.value())
              : input.value();
    };
  }

  private static Map<String, Object> object(String text) {
    try {
      return JSON.readValue(text, OBJECT);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("it was looked at before");
    }
  }

  /** A refusal, said of the field that it names. */
  static Problems problem(List<InputGroup> sent, String message) {
    return FormModel.all(sent).stream()
        .map(Input::name)
        .filter(name -> message.matches("(?s).*\\b" + name + "\\b.*"))
        .max(Comparator.comparingInt(String::length))
        .map(name -> Problems.of(name, ConsoleRequest.sentence(message)))
        .orElseGet(() -> Problems.ofForm(NAME, ConsoleRequest.sentence(message)));
  }
}
