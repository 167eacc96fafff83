package dev.countersign.http.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** A file that comes with the server. */
final class PackedFile {
  private PackedFile() {}

  static byte[] read(String path) {
    try (InputStream in = PackedFile.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("the server was built without " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
