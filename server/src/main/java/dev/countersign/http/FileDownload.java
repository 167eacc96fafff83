package dev.countersign.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file on its way out, of any length. */
public final class FileDownload implements Reply.Streamed {
  private final Path file;
  private final long length;
  private final Runnable sent;

  /** With what is to be done once all of it was sent. */
  public FileDownload(Path file, Runnable sent) {
    this.file = file;
    this.sent = sent;
    try {
      this.length = Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    Files.copy(file, out);
    out.flush();
    sent.run();
  }
}
