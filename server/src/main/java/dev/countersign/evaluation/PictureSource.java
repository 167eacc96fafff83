package dev.countersign.evaluation;

import dev.countersign.face.Picture;
import java.io.IOException;
import java.nio.file.Path;

/** Decodes picture files. Called by several threads at a time. */
@FunctionalInterface
public interface PictureSource {
  /**
   * The picture in a file.
   *
   * @throws IOException when it cannot be read; the message says why
   */
  Picture read(Path file) throws IOException;
}
