package dev.countersign.testing;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A camera for Chromium that plays a video without end: a file of uncompressed frames (YUV4MPEG2,
 * 4:2:0). Every scene makes a file of the same size, so what is shown can be changed in place while
 * the camera is open, as if somebody else stepped before it.
 */
public final class FakeCamera {
  /** Of what the camera sees, in pixels. */
  public static final int WIDTH = 640;

  /** Of what the camera sees, in pixels. */
  public static final int HEIGHT = 480;

  private static final int RATE = 10;
  private static final int FRAMES = 20;
  private static final byte[] HEADER = ascii("YUV4MPEG2 W640 H480 F" + RATE + ":1 Ip A1:1\n");
  private static final byte[] FRAME = ascii("FRAME\n");

  private final Path file;

  private FakeCamera(Path file) {
    this.file = file;
  }

  /** Whose video lies in that folder. */
  public static FakeCamera in(Path folder, CameraScene first) {
    FakeCamera camera = new FakeCamera(folder.resolve("camera.y4m"));
    camera.show(first);
    return camera;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** From now on it sees this; a page that has it open sees it with the next frame or two. */
  public void show(CameraScene scene) {
    ByteBuffer video =
        ByteBuffer.allocate(HEADER.length + FRAMES * (FRAME.length + WIDTH * HEIGHT * 3 / 2));
    video.put(HEADER);
    for (int i = 0; i < FRAMES; i++) {
      video.put(FRAME);
      put(video, scene.at((double) i / FRAMES));
    }
    video.flip();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(video, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Chromium is started with so that it has this camera and no other. */
  List<String> arguments() {
    return List.of(
        "--use-fake-device-for-media-stream",
        "--use-file-for-fake-video-capture=" + file.toAbsolutePath());
  }

  private static void put(ByteBuffer video, BufferedImage image) {
    int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    for (int pixel : pixels) {
      video.put((byte) (16 + ((66 * red(pixel) + 129 * green(pixel) + 25 * blue(pixel)) >> 8)));
    }
    putChroma(video, pixels, -38, -74, 112);
    putChroma(video, pixels, 112, -94, -18);
  }

  /** One sample for two by two pixels. */
  private static void putChroma(ByteBuffer video, int[] pixels, int red, int green, int blue) {
    for (int y = 0; y < HEIGHT; y += 2) {
      for (int x = 0; x < WIDTH; x += 2) {
        int pixel = pixels[y * WIDTH + x];
        int sum = red * red(pixel) + green * green(pixel) + blue * blue(pixel);
        video.put((byte) (128 + (sum >> 8)));
      }
    }
  }

  private static int red(int pixel) {
    return (pixel >> 16) & 0xff;
  }

  private static int green(int pixel) {
    return (pixel >> 8) & 0xff;
  }

  private static int blue(int pixel) {
    return pixel & 0xff;
  }
}
