package dev.countersign.cli.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What was refused, as CSV. Every line is written at once, so that it is there after a crash. */
public final class Report implements AutoCloseable {
  private final Writer out;

  /** Writes to that file, in place of what it held. */
  public Report(Path file) {
    try {
      this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    line(List.of("user", "file", "reason", "advice"));
  }

  /** Adds a line. */
  public void add(Refused refused) {
    line(List.of(refused.user(), refused.file(), refused.reason(), refused.advice()));
  }

  private void line(List<String> fields) {
    try {
      out.write(Csv.line(fields));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report", e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report", e);
    }
  }
}
