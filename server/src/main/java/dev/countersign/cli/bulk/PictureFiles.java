package dev.countersign.cli.bulk;

import dev.countersign.face.picture.PictureReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Picture files on this machine. */
public final class PictureFiles {
  /** What is said of a file with too many bytes. */
  public static final String TOO_LARGE =
      "The picture's file is larger than 7 MB: please save it smaller, or with stronger compression";

  private static final Set<String> SUFFIXES =
      Set.of("jpg", "jpeg", "png", "webp", "tif", "tiff", "pdf");

  private PictureFiles() {}

  /** Whether the name ends like that of a kind that is read. */
  static boolean named(Path file) {
    String name = file.getFileName().toString();
    String suffix = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && SUFFIXES.contains(suffix);
  }

  /** The file's name without its suffix. */
  static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

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
