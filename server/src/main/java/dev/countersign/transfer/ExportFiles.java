package dev.countersign.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of exports that wait on this node to be fetched. */
final class ExportFiles {
  private static final Logger log = LoggerFactory.getLogger(ExportFiles.class);

  private final OwnFolder folder;

  ExportFiles(Path folder) {
    this.folder = new OwnFolder(folder);
  }

  /** Where the file of that export is. */
  Path of(long id) {
    return folder.file("export-" + id + ".jsonl");
  }

  void remove(long id) {
    remove(of(id));
  }

  /** Removes what lies there since before that, of whatever process. */
  void removeOlder(Instant before) {
    folder.files().stream()
        .filter(file -> modified(file).isBefore(before))
        .forEach(ExportFiles::remove);
  }

  /** How many bytes a file has. */
  static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be looked at", e);
    }
  }

  private static Instant modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      // Somebody else removed it.
      return Instant.MAX;
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("The file {} of an export cannot be removed; remove it by hand", file, e);
    }
  }
}
