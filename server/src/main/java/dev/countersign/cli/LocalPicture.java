package dev.countersign.cli;

import dev.countersign.cli.bulk.PictureFiles;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A picture file on this machine, for a single command. */
final class LocalPicture {
  private LocalPicture() {}

  /** As a {@code data:} URL, within the limits of pictures that are sent to the server. */
  static String url(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CommandFailed("There is no file " + file + ".");
    }
    try {
      return PictureFiles.url(file)
          .orElseThrow(
              () -> new CommandFailed(ExitCodes.PICTURE_REFUSED, PictureFiles.TOO_LARGE + "."));
    } catch (UncheckedIOException e) {
      throw new CommandFailed("The file " + file + " cannot be read: " + e.getMessage() + ".");
    }
  }
}
