package dev.countersign.transfer;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that nobody but its owner can read, and that has its name only once it is whole and on the
 * disk; until then it ends in {@code .part}.
 */
final class NewFile implements AutoCloseable {
  private final Path file;
  private final Path part;
  private final FileOutputStream out;
  private boolean kept;

  NewFile(Path file) {
    this.file = file.toAbsolutePath();
    this.part = this.file.resolveSibling(this.file.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      Files.createFile(part, ownerOnly());
      this.out = new FileOutputStream(part.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be made: " + said(e), e);
    }
  }

  private static String said(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "its folder does not exist; make it first";
      case AccessDeniedException _ -> "its folder may not be written to";
      default -> String.valueOf(e.getMessage());
    };
  }

  private FileAttribute<?>[] ownerOnly() {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }

  OutputStream out() {
    return out;
  }

  /** Everything has been written: gives the file its name. */
  void keep() {
    try {
      out.getFD().sync();
      out.close();
      Files.move(part, file);
      kept = true;
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + file + " cannot be finished: " + said(e), e);
    }
  }

  @Override
  public void close() {
    if (kept) {
      return;
    }
    try {
      out.close();
      Files.deleteIfExists(part);
    } catch (IOException e) {
      throw new UncheckedIOException("The file " + part + " is left over: " + said(e), e);
    }
  }
}
