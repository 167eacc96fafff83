package dev.countersign.face.onnx;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps ONNX Runtime's libraries unpacked in a folder. By itself it unpacks its 29 MB into the
 * temporary folder at every start, and a process that is killed leaves them there.
 */
final class NativeLibraries {
  private static final Logger log = LoggerFactory.getLogger(NativeLibraries.class);
  private static final String PATH = "onnxruntime.native.path";
  private static final int CHUNK = 1 << 16;

  private NativeLibraries() {}

  /**
   * Has them loaded from a folder, where what lacks or differs is unpacked first. On a platform
   * whose libraries are not packed with the server nothing is done. Has to come before the first
   * use of ONNX Runtime.
   *
   * <p>Where the folder cannot be written to, ONNX Runtime unpacks them as it is used to.
   */
  static void keepIn(Path folder) {
    String packed = "/ai/onnxruntime/native/" + platform() + "/";
    String[] names = {
      System.mapLibraryName("onnxruntime"), System.mapLibraryName("onnxruntime4j_jni")
    };
    boolean present =
        Arrays.stream(names)
            .allMatch(name -> NativeLibraries.class.getResource(packed + name) != null);
    // Whoever set the path has libraries of their own.
    if (!present || System.getProperty(PATH) != null) {
      return;
    }
    try {
      for (String name : names) {
        unpack(packed + name, folder.resolve(name));
      }
    } catch (IOException e) {
      log.warn("The face engine's libraries cannot be kept in {}: {}", folder, e.toString());
      return;
    }
    System.setProperty(PATH, folder.toAbsolutePath().toString());
  }

  private static String platform() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "");
    if (processor.equals("amd64") || processor.equals("x86_64")) {
      processor = "x64";
    }
    if (system.startsWith("mac")) {
      return "osx-" + processor;
    }
    if (system.startsWith("windows")) {
      return "win-" + processor;
    }
    return "linux-" + processor;
  }

  private static void unpack(String packed, Path file) throws IOException {
    if (!holds(file, packed)) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      replace(file, packed);
    }
  }

  private static InputStream open(String packed) throws IOException {
    InputStream in = NativeLibraries.class.getResourceAsStream(packed);
    if (in == null) {
      throw new IOException(packed + " is missing");
    }
    return in;
  }

  /** Byte by byte: what is loaded here runs, so it has to be what the server was packed with. */
  private static boolean holds(Path file, String packed) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream kept = new BufferedInputStream(Files.newInputStream(file), CHUNK);
        InputStream original = open(packed)) {
      byte[] ours;
      do {
        ours = original.readNBytes(CHUNK);
        if (!Arrays.equals(ours, kept.readNBytes(CHUNK))) {
          return false;
        }
      } while (ours.length > 0);
      return true;
    }
  }

  // Moved into place as a whole: another process may have the old one loaded, or start just now.
  private static void replace(Path file, String packed) throws IOException {
    Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), "unpacked", ".tmp");
    try (InputStream original = open(packed)) {
      Files.copy(original, whole, StandardCopyOption.REPLACE_EXISTING);
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(whole);
    }
  }
}
