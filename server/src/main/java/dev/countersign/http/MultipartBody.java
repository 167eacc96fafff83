package dev.countersign.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form with files (RFC 7578): a few parts, each name once. Names and media types of files are not
 * looked at.
 */
public final class MultipartBody {
  static final int MOST_PARTS = 16;
  static final int LONGEST_HEAD = 4096;
  static final int LONGEST_TEXT = 4096;
  private static final String END = "\r\n\r\n";

  /** RFC 2046, section 5.1.1: 1 to 70 characters "from a set of characters known to be robust". */
  private static final Pattern BOUNDARY =
      Pattern.compile(
          ";\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))", Pattern.CASE_INSENSITIVE);

  private static final Pattern NAME =
      Pattern.compile(
          "^content-disposition:\\s*form-data\\s*;(?:.*;)?\\s*name=\"([^\"]*)\"",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private final Map<String, byte[]> parts = new HashMap<>();

  private MultipartBody() {}

  static MultipartBody of(String contentType, byte[] body) {
    MultipartBody form = new MultipartBody();
    form.read(body, delimiter(contentType).getBytes(StandardCharsets.ISO_8859_1));
    return form;
  }

  /** What stands between the parts of a form of that media type. */
  static String delimiter(String contentType) {
    Matcher boundary = BOUNDARY.matcher(contentType);
    if (!boundary.find()) {
      throw RequestRefused.malformed("The form does not say where its parts end");
    }
    return "--"
        + Optional.ofNullable(boundary.group(1)).orElseGet(() -> String.valueOf(boundary.group(2)));
  }

  /** The field that a part with that head is of. */
  static String field(String head) {
    Matcher name = NAME.matcher(head);
    if (!name.find()) {
      throw malformed();
    }
    return String.valueOf(name.group(1));
  }

  private void read(byte[] body, byte[] delimiter) {
    int at = indexOf(body, delimiter, 0);
    // Each delimiter but the first has the line break before it for its own.
    byte[] broken = new byte[delimiter.length + 2];
    broken[0] = '\r';
    broken[1] = '\n';
    System.arraycopy(delimiter, 0, broken, 2, delimiter.length);
    if (at < 0) {
      throw malformed();
    }
    at += delimiter.length;
    while (!closes(body, at)) {
      int end = indexOf(body, broken, at);
      if (end < 0 || parts.size() == MOST_PARTS) {
        throw malformed();
      }
      part(body, at, end);
      at = end + broken.length;
    }
  }

  private static boolean closes(byte[] body, int at) {
    return at + 1 < body.length && body[at] == '-' && body[at + 1] == '-';
  }

  private void part(byte[] body, int from, int end) {
    int head = indexOf(body, END.getBytes(StandardCharsets.ISO_8859_1), from);
    if (head < 0 || head >= end || head - from > LONGEST_HEAD) {
      throw malformed();
    }
    // RFC 7578, section 5.1.2: browsers send UTF-8.
    String lines = new String(body, from, head - from, StandardCharsets.UTF_8);
    String field = field(lines);
    byte[] content = Arrays.copyOfRange(body, head + END.length(), end);
    if (parts.put(field, content) != null) {
      throw RequestRefused.malformed("A field of the form was sent more than once");
    }
  }

  private static int indexOf(byte[] body, byte[] sought, int from) {
    for (int i = from; i <= body.length - sought.length; i++) {
      if (body[i] == sought[0]
          && Arrays.equals(body, i, i + sought.length, sought, 0, sought.length)) {
        return i;
      }
    }
    return -1;
  }

  static RequestRefused malformed() {
    return RequestRefused.malformed("The form is malformed or incomplete");
  }

  /** A field's bytes, if it was sent and is not empty. */
  public Optional<byte[]> file(String name) {
    return Optional.ofNullable(parts.get(name)).filter(bytes -> bytes.length > 0);
  }

  /** A field's text, if it was sent. */
  public Optional<String> text(String name) {
    byte[] bytes = parts.get(name);
    if (bytes == null) {
      return Optional.empty();
    }
    return Optional.of(text(name, bytes));
  }

  /** The text of a field. */
  static String text(String name, byte[] bytes) {
    String text =
        PercentEncoding.utf8(bytes)
            .orElseThrow(() -> RequestRefused.malformed("The form is not valid UTF-8"));
    return Text.checked("The field " + name, text, LONGEST_TEXT);
  }
}
