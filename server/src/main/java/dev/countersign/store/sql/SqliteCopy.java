package dev.countersign.store.sql;

import dev.countersign.store.AlreadyExists;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The file a copy of the database goes to: its owner's alone, never one that was there before. */
final class SqliteCopy {
  private SqliteCopy() {}

  /** Makes the file, empty, so that SQLite, which takes an empty file, need not. */
  static void reserve(Path file) {
    try {
      Files.createFile(file, ownersAlone(file));
    } catch (FileAlreadyExistsException e) {
      throw new AlreadyExists("the file " + file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + file + "; does its folder exist?", e);
    }
  }

  private static FileAttribute<?>[] ownersAlone(Path file) {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }

  /** SQLite leaves a copy to the operating system; a copy that was announced survives a crash. */
  static void synchronise(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + " through to the disk", e);
    }
  }

  /** Half a copy is worse than none. */
  static void discard(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the unfinished copy " + file, e);
    }
  }
}
