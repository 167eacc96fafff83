package dev.countersign.cli.bulk;

import dev.countersign.face.picture.PictureReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** Picture files on this machine. */
public final class PictureFiles {
  /** What is said of a file with too many bytes. */
  public static final String TOO_LARGE =
      "The picture's file is larger than 7 MB: please save it smaller, or with stronger compression";

  private PictureFiles() {}

  /**
   * The file as a {@code data:} URL, so that it passes what pictures sent to the server pass;
   * absent when it is larger than those may be.
   *
   * @throws UncheckedIOException when it cannot be read
   */
  public static Optional<String> url(Path file) {
    try {
      if (Files.size(file) > PictureReader.MOST_BYTES) {
        return Optional.empty();
      }
      byte[] bytes = Files.readAllBytes(file);
      // The media type in it is not looked at.
      return Optional.of("data:;base64," + Base64.getEncoder().encodeToString(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
