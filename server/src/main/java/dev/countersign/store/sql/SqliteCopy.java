package dev.countersign.store.sql;

import dev.countersign.store.AlreadyExists;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The file a copy of the database goes to: its owner's alone, never one that was there before. It
 * has its name only once it is whole and on the disk, and ends in {@code .part} until then: what a
 * process that was killed leaves behind is not taken for a backup.
 */
final class SqliteCopy implements AutoCloseable {
  private final Path file;
  private final Path part;

  private SqliteCopy(Path file, Path part) {
    this.file = file;
    this.part = part;
  }

  /** Makes the file, empty, so that SQLite, which takes an empty file, need not. */
  static SqliteCopy begin(Path given) {
    Path file = given.toAbsolutePath();
    if (Files.exists(file)) {
      throw new AlreadyExists("the file " + given);
    }
    SqliteCopy copy = new SqliteCopy(file, beside(file, ".part"));
    // What a copy that was interrupted has left.
    copy.discard();
    try {
      Files.createFile(copy.part, ownersAlone(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + given + "; does its folder exist?", e);
    }
    return copy;
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  /** Where SQLite writes. */
  Path part() {
    return part;
  }

  private static FileAttribute<?>[] ownersAlone(Path file) {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }

  /**
   * Gives the whole copy its name. SQLite leaves a copy to the operating system; one that was
   * announced survives a crash.
   */
  void keep() {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
      Files.move(part, file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + " through to the disk", e);
    }
  }

  private void discard() {
    try {
      Files.deleteIfExists(part);
      Files.deleteIfExists(beside(part, "-journal"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the unfinished copy " + part, e);
    }
  }

  /** Half a copy is worse than none. */
  @Override
  public void close() {
    discard();
  }
}
