package dev.countersign.transfer;

import dev.countersign.domain.InvalidInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that are sent to be imported. They go to the disk as they come, and have their names only
 * once they are whole.
 */
final class ReceivedFiles {
  private static final Logger log = LoggerFactory.getLogger(ReceivedFiles.class);
  private static final Pattern FOLDERS = Pattern.compile("^.*[/\\\\]", Pattern.DOTALL);
  private static final Pattern ODD = Pattern.compile("[^A-Za-z0-9._-]+");
  private static final Pattern FIRST = Pattern.compile("^[._-]+");
  private static final int LONGEST = 100;
  private static final String PART = ".part";
  private static final int CHUNK = 16 * 1024;
  private static final long LOOK_AGAIN = 16 * 1024 * 1024;

  /** What uploads leave free, for a database on the same disk. */
  private static final long RESERVE = 256 * 1024 * 1024;

  private final OwnFolder folder;
  private final Set<String> arriving = ConcurrentHashMap.newKeySet();

  ReceivedFiles(OwnFolder folder) {
    this.folder = folder;
  }

  /** Whether that is the name of a whole file, and not of what stands beside one. */
  static boolean plain(String name) {
    return !name.endsWith(PART) && !name.endsWith(".progress") && !name.endsWith(".next");
  }

  /** See {@link BackgroundImports#receive}. */
  String take(String name, long bytes, InputStream content) {
    String kept = name(name);
    if (!arriving.add(kept)) {
      throw new InvalidInput(
          "a file " + kept + " is being uploaded already; wait, or rename yours");
    }
    try {
      write(kept, bytes, content);
    } catch (IOException | UncheckedIOException e) {
      log.warn("The file {} could not be written to {}", kept, folder.path(), e);
      throw new InvalidInput(
          "the file cannot be written to " + folder.path() + ": " + e.getMessage());
    } finally {
      arriving.remove(kept);
    }
    return kept;
  }

  private void write(String name, long bytes, InputStream content) throws IOException {
    Path file = folder.file(name);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new InvalidInput("there is a file " + name + " in the folder already; rename yours");
    }
    requireRoom(bytes);
    try (NewFile whole = new NewFile(file);
        OutputStream out = whole.out()) {
      sweep(file.resolveSibling(file.getFileName() + PART));
      copy(content, out);
      whole.keep();
    }
  }

  /** Looks again and again whether there is room: others write, too, and lengths may be unknown. */
  private void copy(InputStream content, OutputStream out) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long written = 0;
    int read = content.read(chunk);
    while (read >= 0) {
      out.write(chunk, 0, read);
      written += read;
      if (written >= LOOK_AGAIN) {
        requireRoom(0);
        written = 0;
      }
      read = content.read(chunk);
    }
  }

  private void requireRoom(long bytes) throws IOException {
    long free = Math.max(0, Files.getFileStore(folder.path()).getUsableSpace() - RESERVE);
    if (free == 0 || bytes > free) {
      throw new InvalidInput(
          "the disk of the folder has room for %s MiB and the file needs more; make room first"
              .formatted(free >> 20));
    }
  }

  /** Deletes that file, and what stands beside it. */
  void discard(String name) {
    try {
      for (String ending : List.of("", ".progress", ".progress.next")) {
        Files.deleteIfExists(folder.file(name + ending));
      }
    } catch (IOException e) {
      log.warn("The file {} could not be deleted from {}", name, folder.path(), e);
      throw new InvalidInput("the file cannot be deleted from " + folder.path());
    }
  }

  /**
   * What a process left behind that ended while a file arrived. What is younger than a day may be
   * somebody else's, who copies a file into the folder.
   */
  private void sweep(Path newest) throws IOException {
    Instant old = Files.getLastModifiedTime(newest).toInstant().minus(Duration.ofDays(1));
    for (Path file : folder.files()) {
      String name = String.valueOf(file.getFileName());
      if (name.endsWith(PART) && Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Browsers send names of other machines; some send the folder, too. */
  private static String name(String given) {
    String last = FOLDERS.matcher(given).replaceFirst("");
    String plain = FIRST.matcher(ODD.matcher(last).replaceAll("-")).replaceFirst("");
    if (plain.length() > LONGEST) {
      plain = plain.substring(plain.length() - LONGEST);
    }
    if (plain.isEmpty() || !plain(plain)) {
      throw new InvalidInput(
          "choose a file whose name is not " + (plain.isEmpty() ? "empty" : plain));
    }
    return plain;
  }
}
