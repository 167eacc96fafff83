package dev.countersign.transfer;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The lines of a file, one at a time. */
final class RecordLines implements AutoCloseable {
  /** The longest line there is: a picture of seven megabytes, encrypted and in base64 twice. */
  static final int LONGEST_LINE = 32 * 1024 * 1024;

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long number;

  RecordLines(Path file) {
    try {
      this.in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be read.", e);
    }
  }

  /**
   * A line.
   *
   * @param number from 1
   * @param bytes without the line break
   * @param whole whether a line break follows, as after every line of a whole file
   */
  record Line(long number, byte[] bytes, boolean whole) {}

  /** The next line; absent at the end. */
  Optional<Line> next() {
    try {
      return read();
    } catch (IOException e) {
      throw new UncheckedIOException("Line " + (number + 1) + " cannot be read.", e);
    }
  }

  private Optional<Line> read() throws IOException {
    line.reset();
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    number++;
    while (next >= 0 && next != '\n') {
      if (line.size() == LONGEST_LINE) {
        throw new IOException("a line of more than 32 MB");
      }
      line.write(next);
      next = in.read();
    }
    return Optional.of(new Line(number, line.toByteArray(), next >= 0));
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException("The file cannot be closed.", e);
    }
  }
}
