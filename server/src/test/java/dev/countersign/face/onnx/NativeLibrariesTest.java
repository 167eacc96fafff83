package dev.countersign.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it sets a property of the whole process")
class NativeLibrariesTest {
  private static final String PATH = "onnxruntime.native.path";

  @TempDir private Path folder;

  @BeforeEach
  void supported() {
    assumeTrue(System.getProperty("os.name").equals("Linux"));
    System.clearProperty(PATH);
  }

  @AfterEach
  void restore() {
    System.clearProperty(PATH);
  }

  @Test
  void librariesAreUnpackedOnceAndAgainWhenTheyWereChanged() throws IOException {
    NativeLibraries.keepIn(folder);
    List<Path> files = files();
    assertThat(files).hasSize(2);
    assertThat(System.getProperty(PATH)).isEqualTo(folder.toString());
    byte[] small = Files.readAllBytes(files.getLast());
    Object unchanged = Files.getAttribute(files.getFirst(), "unix:ino");

    byte[] changed = small.clone();
    changed[changed.length / 2] ^= 1;
    Files.write(files.getLast(), changed);
    System.clearProperty(PATH);
    NativeLibraries.keepIn(folder);

    assertThat(files()).isEqualTo(files);
    assertThat(Files.readAllBytes(files.getLast())).isEqualTo(small);
    assertThat(Files.getAttribute(files.getFirst(), "unix:ino")).isEqualTo(unchanged);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }
}
