package dev.countersign.cli.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What was refused, as CSV. Every line is written at once, so that it is there after a crash. It
 * tells of people, so its owner alone may read it.
 */
public final class Report implements AutoCloseable {
  private final Writer out;

  /** Writes to that file, in place of what it held. */
  public Report(Path file) {
    try {
      this.out = writer(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
    line(List.of("user", "file", "reason", "advice"));
  }

  private static Writer writer(Path file) throws IOException {
    Set<StandardOpenOption> options =
        EnumSet.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return Channels.newWriter(Files.newByteChannel(file, options), StandardCharsets.UTF_8);
    }
    Set<PosixFilePermission> owner = PosixFilePermissions.fromString("rw-------");
    var attribute = PosixFilePermissions.asFileAttribute(owner);
    Writer made =
        Channels.newWriter(Files.newByteChannel(file, options, attribute), StandardCharsets.UTF_8);
    // One from before keeps its permissions otherwise; a pipe or a terminal is not the report's.
    if (Files.isRegularFile(file)) {
      Files.setPosixFilePermissions(file, owner);
    }
    return made;
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
