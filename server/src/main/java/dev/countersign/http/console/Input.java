package dev.countersign.http.console;

import dev.countersign.http.page.Problems;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing a form of the console asks for.
 *
 * @param control how it is asked for
 * @param name of the parameter; the id of the control, too
 * @param label what is asked for
 * @param value what stands in it; never a password
 * @param hint what helps to fill it in, or empty
 * @param options for a choice: values and what they are called, in order
 * @param required whether it may not be left empty
 * @param fixed whether it is shown and cannot be changed
 * @param example what is shown where nothing stands in it, or empty
 */
public record Input(
    Control control,
    String name,
    String label,
    String value,
    String hint,
    List<Map.Entry<String, String>> options,
    boolean required,
    boolean fixed,
    String example) {
  /** What a ticked box sends. */
  public static final String TICKED = "yes";

  /** How something is asked for. */
  public enum Control {
    /** One line of text. */
    LINE,
    NUMBER,
    PASSWORD,
    /** Several lines; each is an entry. */
    LINES,
    /** A longer text. */
    TEXT,
    /** One of the options. */
    CHOICE,
    /** Yes or no: a box that is ticked or not. */
    FLAG,
    /** Any of the options, a box each; the value holds those chosen, separated by space. */
    BOXES
  }

  /** Keeps an unmodifiable copy of the options. */
  public Input {
    options = List.copyOf(options);
  }

  /** One that can be changed. */
  public Input(
      Control control,
      String name,
      String label,
      String value,
      String hint,
      List<Map.Entry<String, String>> options,
      boolean required) {
    this(control, name, label, value, hint, options, required, false, "");
  }

  /** The same, which is shown and cannot be changed. */
  public Input unchangeable() {
    return new Input(control, name, label, value, hint, options, required, true, example);
  }

  /** One that may be left empty and has no options. */
  public static Input of(Control control, String name, String label) {
    return new Input(control, name, label, "", "", List.of(), false);
  }

  /** A choice of one. */
  public static Input choice(String name, String label, List<Map.Entry<String, String>> options) {
    return new Input(Control.CHOICE, name, label, "", "", options, false);
  }

  /** A choice of any; each option is called as it is written. */
  public static Input boxes(String name, String label, List<String> options) {
    return new Input(Control.BOXES, name, label, "", "", same(options), false);
  }

  /** Options that are called as they are written. */
  public static List<Map.Entry<String, String>> same(List<String> options) {
    return options.stream().map(one -> Map.entry(one, one)).toList();
  }

  /** The same with that in it. */
  public Input holding(String other) {
    return new Input(control, name, label, other, hint, options, required, fixed, example);
  }

  /** The same, called otherwise. */
  public Input called(String other) {
    return new Input(control, name, other, value, hint, options, required, fixed, example);
  }

  /** The same with a hint. */
  public Input hinting(String other) {
    return new Input(control, name, label, value, other, options, required, fixed, example);
  }

  /** The same, which shows that where nothing stands in it. */
  public Input showing(String other) {
    return new Input(control, name, label, value, hint, options, required, fixed, other);
  }

  /** The same, which may not be left empty. */
  public Input needed() {
    return new Input(control, name, label, value, hint, options, true, fixed, example);
  }

  /** The same with what the form that was sent has in it. */
  public Input sent(ConsoleRequest request) {
    if (control == Control.BOXES) {
      return holding(
          options.stream()
              .map(Map.Entry::getKey)
              .filter(option -> !request.field(part(option)).isEmpty())
              .collect(Collectors.joining(" ")));
    }
    // HTML, section 4.10.22.4: browsers send every line break as CR LF.
    String text = request.form().optionalText(name).orElse("").replace("\r\n", "\n");
    return holding(control == Control.TEXT || control == Control.PASSWORD ? text : text.strip());
  }

  /** The entries of several lines, without empty ones. */
  public List<String> entries() {
    return Arrays.stream(value.split("\n", -1))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /** What is ticked. */
  public Set<String> ticked() {
    Set<String> ticked = new LinkedHashSet<>(List.of(value.split("\\s+", -1)));
    ticked.remove("");
    return ticked;
  }

  /** The parameter of one box. */
  public String part(String option) {
    return name + "." + option;
  }

  /** Whether somebody writes into it: of everything else something is chosen already. */
  public boolean written() {
    return switch (control) {
      case LINE, NUMBER, PASSWORD, LINES, TEXT -> !fixed;
      case CHOICE, FLAG, BOXES -> false;
    };
  }

  /** What HTML calls the input. */
  public String htmlType() {
    return switch (control) {
      case NUMBER -> "number";
      case PASSWORD -> "password";
      case LINE, LINES, TEXT, CHOICE, FLAG, BOXES -> "text";
    };
  }

  /** How many lines the control shows. */
  public int rows() {
    return control == Control.TEXT ? 16 : Math.clamp(entries().size() + 1L, 3, 10);
  }

  /** The ids of what is said about it, for {@code aria-describedby}; null when nothing is. */
  public @Nullable String describedBy(Problems problems) {
    return problems.describing(name, !hint.isEmpty());
  }
}
