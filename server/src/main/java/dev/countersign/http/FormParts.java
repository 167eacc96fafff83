package dev.countersign.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The parts of a form, one after the other: each is read up to the delimiter after it, and {@link
 * #next} goes on to the one that follows. It holds one buffer and no more.
 */
final class FormParts extends InputStream {
  static final int BUFFER = 32 * 1024;

  private static final int END = '-';

  private final InputStream in;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;

  /** Up to where no delimiter begins. */
  private int clear;

  /** How many bytes may still go by; whoever sends them may be a stranger. */
  private long allowed = BUFFER;

  /**
   * Those of a body.
   *
   * @param delimiter what stands before each part and after the last, with its line break
   */
  FormParts(InputStream in, String delimiter) {
    this.in = in;
    this.delimiter = delimiter.getBytes(StandardCharsets.ISO_8859_1);
    // RFC 2046, section 5.1.1: the line break before a delimiter belongs to it; before the first
    // there need be none.
    buffer[0] = '\r';
    buffer[1] = '\n';
    to = 2;
  }

  /** From here on as many bytes go by as the body may have. */
  void unlimited() {
    allowed = Long.MAX_VALUE;
  }

  /** Passes by what is left of the part; answers whether another follows. */
  boolean next() {
    byte[] rest = new byte[BUFFER];
    int read = 0;
    while (read >= 0) {
      read = read(rest, 0, rest.length);
    }
    from += delimiter.length;
    clear = from;
    while (to - from < 2) {
      fill();
    }
    return buffer[from] != END || buffer[from + 1] != END;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int offset, int length) {
    while (from == clear) {
      if (look()) {
        return -1;
      }
    }
    int some = Math.min(length, clear - from);
    System.arraycopy(buffer, from, into, offset, some);
    from += some;
    return some;
  }

  /** Looks how far the part goes on; answers whether it is over. */
  private boolean look() {
    int last = to - delimiter.length;
    for (int i = clear; i <= last; i++) {
      if (buffer[i] == delimiter[0]
          && Arrays.equals(buffer, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
        clear = i;
        return i == from;
      }
    }
    clear = Math.max(clear, last + 1);
    if (from == clear) {
      fill();
    }
    return false;
  }

  private void fill() {
    allowed -= from;
    if (allowed < 0) {
      throw MultipartBody.malformed();
    }
    System.arraycopy(buffer, from, buffer, 0, to - from);
    clear -= from;
    to -= from;
    from = 0;
    int read = some();
    if (read < 0) {
      throw RequestRefused.malformed("The form ended before its last part did");
    }
    to += read;
  }

  private int some() {
    try {
      return in.read(buffer, to, buffer.length - to);
    } catch (IOException e) {
      throw RequestRefused.malformed("The form ended before its last part did");
    }
  }
}
