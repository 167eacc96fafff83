package dev.countersign.testing;

import dev.countersign.face.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;

/**
 * Photographs with faces: group photographs that come with the build, and research photographs that
 * may not be handed on, which lie beside the project where somebody has put them.
 */
public final class Photographs {
  private Photographs() {}

  /** One of the group photographs that come with the build, as a file: 1 to 6. */
  public static byte[] sampleFile(int number) {
    try (InputStream in =
        Photographs.class.getResourceAsStream("/photographs/sample" + number + ".jpg")) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One of the group photographs that come with the build, decoded: 1 to 6. */
  public static Picture sample(int number) {
    try (InputStream in =
        Photographs.class.getResourceAsStream("/photographs/sample" + number + ".jpg")) {
      return picture(ImageIO.read(Objects.requireNonNull(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A picture file, decoded. */
  public static Picture decoded(byte[] file) throws IOException {
    return picture(ImageIO.read(new ByteArrayInputStream(file)));
  }

  /** A research photograph, decoded; the test is skipped where there are none. */
  public static Picture research(String path) {
    try {
      return picture(ImageIO.read(researchFile(path).toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A research photograph or folder of them; the test is skipped where there are none. */
  public static Path researchFile(String path) {
    Optional<Path> folder = researchFolder();
    Assumptions.assumeTrue(
        folder.isPresent(),
        "skipped: there is no folder ../shared/data with research photographs beside the project;"
            + " the system property countersign.photographs may name another");
    return folder.orElseThrow().resolve(path);
  }

  private static Optional<Path> researchFolder() {
    String named = System.getProperty("countersign.photographs");
    if (named != null) {
      return Optional.of(Path.of(named)).filter(Files::isDirectory);
    }
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path data = folder.resolve("shared").resolve("data");
      if (Files.isDirectory(data)) {
        return Optional.of(data);
      }
      folder = folder.getParent();
    }
    return Optional.empty();
  }

  private static Picture picture(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    byte[] rgb = new byte[3 * pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      rgb[3 * i] = (byte) (pixels[i] >> 16);
      rgb[3 * i + 1] = (byte) (pixels[i] >> 8);
      rgb[3 * i + 2] = (byte) pixels[i];
    }
    return new Picture(width, height, rgb);
  }
}
