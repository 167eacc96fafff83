package dev.countersign.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A form with one file that is not held in memory: fields first, then the file (RFC 7578, which
 * browsers send in the order of the page). What comes after the file is not looked at.
 */
public final class FileForm implements AutoCloseable {
  /** Bytes that one takes until it is closed. */
  static final int MEMORY = FormParts.BUFFER;

  /** How many bytes there may be beside the file. */
  public static final int BESIDE = MEMORY;

  private static final Pattern FILE =
      Pattern.compile(
          "^content-disposition:[^\\r\\n]*;\\s*filename=\"([^\"]*)\"",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private final long announced;
  private final InputStream body;
  private final FormParts parts;
  private final Map<String, String> fields = new HashMap<>();
  private Optional<Upload> upload = Optional.empty();
  private boolean begun;

  /**
   * One of which nothing has been read.
   *
   * @param announced how many bytes the whole form has, or -1 where that is not known
   */
  FileForm(String contentType, long announced, InputStream body) {
    this.announced = announced;
    this.body = body;
    this.parts = new FormParts(body, "\r\n" + MultipartBody.delimiter(contentType));
  }

  /**
   * A file on its way.
   *
   * @param field that it was chosen in
   * @param name what it is called where it comes from; anything may stand in it
   * @param content it, read once; it throws {@link RequestRefused} when the rest does not come
   */
  public record Upload(String field, String name, InputStream content) {}

  /** How many bytes the whole form has, or -1 where that is not known. */
  public long announced() {
    return announced;
  }

  /** The text of a field that stands before the file. */
  public Optional<String> text(String name) {
    begin();
    return Optional.ofNullable(fields.get(name));
  }

  /** The file, if one is in the form. */
  public Optional<Upload> file() {
    begin();
    return upload;
  }

  private void begin() {
    if (begun) {
      return;
    }
    begun = true;
    int count = 0;
    while (upload.isEmpty() && parts.next()) {
      count++;
      if (count > MultipartBody.MOST_PARTS) {
        throw MultipartBody.malformed();
      }
      part(head());
    }
  }

  private void part(String head) {
    String field = MultipartBody.field(head);
    Matcher file = FILE.matcher(head);
    if (file.find()) {
      parts.unlimited();
      upload = Optional.of(new Upload(field, String.valueOf(file.group(1)), parts));
      return;
    }
    String text = MultipartBody.text(field, until("", MultipartBody.LONGEST_TEXT));
    if (fields.put(field, text) != null) {
      throw RequestRefused.malformed("A field of the form was sent more than once");
    }
  }

  private String head() {
    // RFC 7578, section 5.1.2: browsers send UTF-8.
    return new String(until("\r\n\r\n", MultipartBody.LONGEST_HEAD), StandardCharsets.UTF_8);
  }

  /** Reads up to that end, or to the end of the part where it is empty. */
  private byte[] until(String end, int most) {
    byte[] mark = end.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    int matched = 0;
    while (mark.length == 0 || matched < mark.length) {
      int one = parts.read();
      if (one < 0 && mark.length == 0) {
        return read.toByteArray();
      }
      if (one < 0 || read.size() >= most) {
        throw MultipartBody.malformed();
      }
      read.write(one);
      matched = matched(mark, matched, one);
    }
    return read.toByteArray();
  }

  private static int matched(byte[] mark, int before, int one) {
    if (mark.length > 0 && one == mark[before]) {
      return before + 1;
    }
    return mark.length > 0 && one == mark[0] ? 1 : 0;
  }

  /** Nothing more is read of it. */
  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
