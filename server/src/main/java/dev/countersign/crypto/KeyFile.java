package dev.countersign.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that holds the key-encryption key: readable by its owner alone (0600), in a folder that
 * only its owner may enter (0700).
 *
 * <p>On a file system without POSIX permissions nothing can be checked, and the log says so.
 */
public final class KeyFile {

  private static final Logger log = LoggerFactory.getLogger(KeyFile.class);
  private static final int LARGEST = 64 * 1024;
  private static final Set<PosixFilePermission> FOR_OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private KeyFile() {}

  /**
   * The file's text.
   *
   * @throws UnusableKeyFile where it is missing, empty, too large or open to others
   */
  public static Secret load(Path file) throws UnusableKeyFile {
    Path absolute = file.toAbsolutePath();
    try {
      return read(absolute);
    } catch (NoSuchFileException e) {
      throw new UnusableKeyFile(
          "There is no key file "
              + absolute
              + ". Put back the one this database was made with; without it nothing encrypted in"
              + " the database can be read");
    } catch (UnusableKeyFile e) {
      throw e;
    } catch (IOException e) {
      throw new UnusableKeyFile("The key file " + absolute + " cannot be read", e);
    }
  }

  private static Secret read(Path file) throws IOException {
    requireClosedToOthers(file, "600");
    requireClosedToOthers(folder(file), "700");
    long size = Files.size(file);
    if (size == 0 || size > LARGEST) {
      throw new UnusableKeyFile(
          "The key file "
              + file
              + " has "
              + size
              + " bytes and cannot hold a key. Put back a copy of the right one");
    }
    return Secret.of(Files.readAllBytes(file));
  }

  /**
   * Writes a new file, and its folder where that is missing; both are on disk when this returns.
   * The file is there with all it holds or not at all, whenever this is interrupted; of several who
   * make it at once, one does.
   *
   * @throws UnusableKeyFile where the file exists already, or cannot be written
   */
  public static void create(Path file, Secret text) throws UnusableKeyFile {
    Path absolute = file.toAbsolutePath();
    try {
      write(absolute, text);
    } catch (FileAlreadyExistsException e) {
      throw new UnusableKeyFile(
          "The key file " + absolute + " exists already and is never overwritten");
    } catch (UnusableKeyFile e) {
      throw e;
    } catch (IOException e) {
      throw new UnusableKeyFile("The key file " + absolute + " cannot be written", e);
    }
  }

  private static void write(Path file, Secret text) throws IOException {
    Path folder = folder(file);
    if (!Files.isDirectory(folder)) {
      makeFolder(folder);
    }
    requireClosedToOthers(folder, "700");
    Path draft =
        Files.createTempFile(
            folder, file.getFileName() + ".", ".tmp", attributes(folder, "rw-------"));
    try {
      fill(draft, text);
      publish(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
    flushFolder(folder);
  }

  private static void fill(Path draft, Secret text) throws IOException {
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.bytes());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  // A link never replaces what is there, as moving would.
  private static void publish(Path draft, Path file) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | IOException e) {
      log.debug("{} cannot be linked here; its name is taken first instead", file, e);
      Files.createFile(file, attributes(file, "rw-------"));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /**
   * Moves a file that is of no use out of the way, and answers where to; nothing is destroyed.
   *
   * @throws UnusableKeyFile where that fails
   */
  public static Path setAside(Path file) throws UnusableKeyFile {
    Path absolute = file.toAbsolutePath();
    try {
      return moved(absolute);
    } catch (UnusableKeyFile e) {
      throw e;
    } catch (IOException e) {
      throw new UnusableKeyFile("The key file " + absolute + " cannot be moved aside", e);
    }
  }

  private static Path moved(Path file) throws IOException {
    int number = 1;
    Path aside = file.resolveSibling(file.getFileName() + ".unusable");
    while (Files.exists(aside)) {
      number++;
      aside = file.resolveSibling(file.getFileName() + ".unusable-" + number);
    }
    Files.move(file, aside);
    flushFolder(folder(file));
    return aside;
  }

  /**
   * Overwrites a file with zeros and removes it; both are on disk when this returns. Nothing
   * happens where there is none. What a copying file system or the cells of a flash drive keep of
   * it is out of a program's reach.
   *
   * @throws UnusableKeyFile where that fails
   */
  public static void destroy(Path file) throws UnusableKeyFile {
    Path absolute = file.toAbsolutePath();
    try {
      overwrite(absolute);
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw new UnusableKeyFile("The key file " + absolute + " cannot be destroyed", e);
    }
  }

  private static void overwrite(Path file) throws IOException {
    int size = (int) Math.min(LARGEST, Files.size(file));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer zeros = ByteBuffer.allocate(size);
      while (zeros.hasRemaining()) {
        channel.write(zeros);
      }
      channel.force(true);
    }
    Files.delete(file);
    flushFolder(folder(file));
  }

  private static void makeFolder(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.createDirectory(folder, attributes(folder, "rwx------"));
    if (parent != null) {
      flushFolder(parent);
    }
  }

  // The entry in the folder is data of the folder: without this a crash may forget the file.
  private static void flushFolder(Path folder) throws IOException {
    if (!hasPermissions(folder)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void requireClosedToOthers(Path path, String mode) throws IOException {
    if (!hasPermissions(path)) {
      log.warn("The permissions of {} cannot be checked on this file system", path);
      return;
    }
    Set<PosixFilePermission> granted = EnumSet.copyOf(FOR_OTHERS);
    granted.retainAll(Files.getPosixFilePermissions(path));
    if (!granted.isEmpty()) {
      throw new UnusableKeyFile(
          "Others than its owner may use "
              + path
              + ", which guards the key. Run: chmod "
              + mode
              + " "
              + path);
    }
  }

  private static boolean hasPermissions(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    if (!hasPermissions(path)) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }

  private static Path folder(Path file) throws UnusableKeyFile {
    Path folder = file.getParent();
    if (folder == null) {
      throw new UnusableKeyFile("A key file lies in a folder, and " + file + " does not");
    }
    return folder;
  }
}
