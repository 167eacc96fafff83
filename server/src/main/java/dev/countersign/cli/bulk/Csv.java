package dev.countersign.cli.bulk;

import dev.countersign.domain.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Comma-separated values as RFC 4180 has them; line breaks may be LF too.
 *
 * <p>Spreadsheets take a field that begins with one of {@code = + - @} or a control character for a
 * formula. Such a field is written with an apostrophe before it, and read without.
 */
final class Csv {
  private static final Pattern FORMULA = Pattern.compile("(?s)'*[=+\\-@\t\r\n].*");

  private final String text;
  private final List<List<String>> records = new ArrayList<>();
  private List<String> record = new ArrayList<>();
  private int at;

  private Csv(String text) {
    this.text = text;
  }

  /** The records that are not empty lines. */
  static List<List<String>> read(String text) {
    // Spreadsheets begin UTF-8 with a byte order mark.
    Csv csv = new Csv(text.startsWith("\ufeff") ? text.substring(1) : text);
    while (csv.at < csv.text.length()) {
      csv.record.add(meant(csv.field()));
      csv.separator();
    }
    csv.end();
    return csv.records;
  }

  private static String meant(String field) {
    if (field.startsWith("'") && FORMULA.matcher(field).matches()) {
      return field.substring(1);
    }
    return field;
  }

  private String field() {
    if (text.charAt(at) == '"') {
      return quoted();
    }
    int from = at;
    while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(from, at);
  }

  /** RFC 4180, section 2: a quote inside a quoted field is written twice. */
  private String quoted() {
    StringBuilder field = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        field.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        field.append('"');
        at++;
      } else {
        return field.toString();
      }
    }
    throw new InvalidInput("it ends within quotes, after record " + records.size());
  }

  private void separator() {
    if (at == text.length()) {
      return;
    }
    char c = text.charAt(at++);
    if (c == ',') {
      if (at == text.length()) {
        record.add("");
      }
      return;
    }
    if (c == '\r' && at < text.length() && text.charAt(at) == '\n') {
      at++;
    } else if (c != '\n' && c != '\r') {
      throw new InvalidInput("text follows a closing quote in record " + (records.size() + 1));
    }
    end();
  }

  private void end() {
    if (record.stream().anyMatch(field -> !field.isBlank())) {
      records.add(record);
    }
    record = new ArrayList<>();
  }

  /** One record with its line break. */
  static String line(List<String> fields) {
    return fields.stream().map(Csv::written).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String written(String field) {
    return quoted(FORMULA.matcher(field).matches() ? "'" + field : field);
  }

  private static String quoted(String field) {
    if (field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')) {
      return field;
    }
    return '"' + field.replace("\"", "\"\"") + '"';
  }
}
