package dev.countersign.assembly;

import dev.countersign.domain.InvalidInput;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Makes the data folder and the database file so that only the user the server runs as can read
 * them, whatever the umask. What is there already keeps the permissions its owner gave it.
 */
final class PrivateFiles {
  private PrivateFiles() {}

  static void folder(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (Files.isDirectory(absolute)) {
      return;
    }
    try {
      Path parent = absolute.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(absolute, attributes(absolute, "rwx------"));
    } catch (FileAlreadyExistsException e) {
      requireFolder(absolute);
    } catch (IOException e) {
      throw new InvalidInput("The data folder " + folder + " cannot be created: " + reason(e));
    }
  }

  // Another process may have made it meanwhile.
  private static void requireFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new InvalidInput("The data folder " + folder + " is not a folder; name another");
    }
  }

  /** Empty, which SQLite takes for a new database; it gives its log the same permissions. */
  static void file(Path file) {
    if (Files.exists(file)) {
      return;
    }
    try {
      Files.createFile(file, attributes(file.toAbsolutePath(), "rw-------"));
    } catch (FileAlreadyExistsException e) {
      // Another process made it meanwhile, as private as this one would have.
      return;
    } catch (IOException e) {
      throw new InvalidInput("The database file " + file + " cannot be created: " + reason(e));
    }
  }

  // The messages of the first two are the path alone.
  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "its folder may not be written to by this user; name another";
      case NoSuchFileException _ -> "nothing can be made in its folder; name another";
      default -> String.valueOf(e.getMessage());
    };
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }
}
