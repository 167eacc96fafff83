package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.domain.User;
import dev.countersign.face.picture.PictureSamples;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files of every kind that is read, and of many that are not, from the call to what is kept. */
class FaceFilesTest extends FacePictureTest {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer host = host();

  private HttpServer host() {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
      made.setExecutor(threads);
      made.createContext("/page.jpg", exchange -> answer(exchange, "<!doctype html><html>", 0));
      made.createContext("/drip.jpg", exchange -> answer(exchange, "\u00ff", 1000));
      made.createContext("/endless.jpg", exchange -> answer(exchange, "x".repeat(1 << 16), 1));
      made.createContext("/away.jpg", FaceFilesTest::redirect);
      made.start();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Once, or again and again with that many milliseconds between until nobody listens. */
  private static void answer(HttpExchange exchange, String text, long pause) throws IOException {
    byte[] piece = text.getBytes(StandardCharsets.ISO_8859_1);
    exchange.getResponseHeaders().set("Content-Type", "image/jpeg");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      do {
        out.write(piece);
        out.flush();
        Thread.sleep(pause);
      } while (pause > 0);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void redirect(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest/meta-data");
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  @Override
  Map<String, String> settings() {
    return Map.of(
        "outgoing.allow-hosts", "*",
        "outgoing.allow-http", "true",
        "outgoing.allow-private", "127.0.0.1:" + host.getAddress().getPort());
  }

  @AfterEach
  void stopHost() {
    host.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aFaceIsKnownInFilesOfEveryKind() throws IOException {
    enrolled("anna", Portraits.ANNA);
    BufferedImage anna = ImageIO.read(new ByteArrayInputStream(Portraits.ANNA.file("png")));
    BufferedImage page =
        new BufferedImage(2 * anna.getHeight(), anna.getHeight(), BufferedImage.TYPE_INT_RGB);
    page.getGraphics().drawImage(anna, 0, 0, null);
    byte[] jpeg = PictureSamples.jpeg(page);
    BufferedImage deep =
        new BufferedImage(anna.getWidth(), anna.getHeight(), BufferedImage.TYPE_USHORT_GRAY);
    deep.getGraphics().drawImage(anna, 0, 0, null);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("png", Portraits.ANNA.file("png"));
    files.put("tiff", Portraits.ANNA.file("tiff"));
    files.put("progressive", PictureSamples.progressive(anna));
    files.put("pdf", PictureSamples.pdf(jpeg, page.getWidth(), page.getHeight()));
    files.put("16 bits", PictureSamples.file(deep, "png"));
    for (int orientation = 1; orientation <= 8; orientation++) {
      byte[] stored = PictureSamples.jpeg(stored(anna, orientation));
      files.put(
          "orientation " + orientation, PictureSamples.jpegWithOrientation(stored, orientation));
    }

    files.forEach((name, file) -> {
      Answer answer =
          call(
              "/authenticate",
              "{\"customerName\":\"acme\",\"userName\":\"anna\",\"url\":\"%s\"}"
                  .formatted(Portraits.data("image/x", file)));
      assertThat(answer.status()).as(name + " " + answer.body()).isEqualTo(200);
    });
  }

  /** The picture as a camera stores it that says it was held so. */
  private static BufferedImage stored(BufferedImage upright, int orientation) {
    int width = upright.getWidth();
    int height = upright.getHeight();
    boolean lying = orientation >= 5;
    BufferedImage stored =
        new BufferedImage(
            lying ? height : width, lying ? width : height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int right = width - 1 - x;
        int below = height - 1 - y;
        int[] at =
            switch (orientation) {
              case 2 -> new int[] {right, y};
              case 3 -> new int[] {right, below};
              case 4 -> new int[] {x, below};
              case 5 -> new int[] {y, x};
              case 6 -> new int[] {y, right};
              case 7 -> new int[] {below, right};
              case 8 -> new int[] {below, x};
              default -> new int[] {x, y};
            };
        stored.setRGB(at[0], at[1], upright.getRGB(x, y));
      }
    }
    return stored;
  }

  @Test
  void whatIsNoPictureOrTooMuchOfOneIsRefusedAndNothingIsLeft() throws Exception {
    User anna = person("anna");
    byte[] jpeg = Portraits.ANNA.file();
    BufferedImage scene = PictureSamples.scene(120, 80);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("empty", data(new byte[0]));
    files.put("part of a JPEG", data(Arrays.copyOf(jpeg, jpeg.length / 2)));
    files.put("damaged JPEG", data(damaged(jpeg)));
    files.put("part of a PNG", data(half(PictureSamples.file(scene, "png"))));
    files.put("damaged PNG", data(damaged(PictureSamples.file(scene, "png"))));
    files.put("part of a TIFF", data(half(PictureSamples.file(scene, "tiff"))));
    files.put("part of a WebP", data(half(PictureSamples.webp())));
    files.put("part of a PDF", data(half(PictureSamples.pdf(jpeg, 120, 80))));
    files.put("50000 by 50000", data(PictureSamples.pngHeader(50_000, 50_000)));
    files.put("bomb", data(PictureSamples.pdfBomb(PictureSamples.deflatedZeros(500))));
    files.put("GIF", data(PictureSamples.file(scene, "gif")));
    files.put("page", url("/page.jpg"));
    files.put("loopback", "http://127.0.0.1/a.jpg");
    files.put("metadata", "http://169.254.169.254/latest/meta-data");
    files.put("redirect", url("/away.jpg"));
    files.put("drip", url("/drip.jpg"));
    files.put("endless", url("/endless.jpg"));

    files.forEach((name, url) -> {
      Answer answer = enroll("/enroll", anna, url);
      assertThat(answer.status()).as(name + " " + answer.body()).isIn(400, 413, 415);
      assertThat(answer.body())
          .as(name)
          .matches(
              "\\{\"error\":\\{\"userName\":\"anna\",\"faceOriginal\":\"[^\"]*\","
                  + "\"faceThumbnail\":\"\",\"enrollmentStatus\":\"failure\","
                  + "\"message\":\"[^\"]{20,}\",\"status\":\"4(22|13|15)\"}}");
    });

    assertThat(templates()).isZero();
    assertThat(server.count("SELECT count(*) FROM face_picture")).isZero();
    assertThat(server.count("SELECT count(*) FROM face_consent")).isZero();
    server.close();
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!left().isEmpty() && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    assertThat(left()).isEmpty();
  }

  /** Threads and processes that read pictures. */
  private static List<String> left() {
    List<String> left =
        new ArrayList<>(
            Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("picture-"))
                .toList());
    ProcessHandle.current()
        .children()
        .map(child -> child.info().commandLine().orElse(""))
        .filter(line -> line.contains("DecoderProcess"))
        .forEach(left::add);
    return left;
  }

  private String url(String path) {
    return "http://127.0.0.1:" + host.getAddress().getPort() + path;
  }

  private static String data(byte[] file) {
    return Portraits.data("image/jpeg", file);
  }

  private static byte[] half(byte[] file) {
    return Arrays.copyOf(file, file.length / 2);
  }

  private static byte[] damaged(byte[] file) {
    byte[] damaged = file.clone();
    for (int i = file.length / 4; i < file.length / 2; i++) {
      damaged[i] = (byte) (31 * i);
    }
    return damaged;
  }
}
