package dev.countersign.picture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.config.HostPort;
import dev.countersign.config.OutgoingSettings;
import dev.countersign.face.picture.Detail;
import dev.countersign.face.picture.PictureFormat;
import dev.countersign.face.picture.PictureReader;
import dev.countersign.face.picture.PictureRefused;
import dev.countersign.face.picture.PictureRefused.Reason;
import dev.countersign.face.picture.PictureRoom;
import dev.countersign.face.picture.PictureSamples;
import dev.countersign.metrics.OutgoingMetrics;
import dev.countersign.outgoing.AnswerRoom;
import dev.countersign.outgoing.GuardedHttpClient;
import dev.countersign.outgoing.OutgoingGuard;
import dev.countersign.outgoing.Resolver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PictureSourceTest {
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final byte[] JPEG = PictureSamples.jpeg(PictureSamples.scene(40, 30));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final PictureReader reader = new PictureReader();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private PictureSource source;

  @BeforeEach
  void begin() throws Exception {
    server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
    server.setExecutor(threads);
    server.createContext("/picture", exchange -> answer(exchange, 200, JPEG));
    server.createContext("/page.jpg", exchange -> answer(exchange, 200, ascii("<html></html>")));
    server.createContext("/empty", exchange -> answer(exchange, 200, new byte[0]));
    server.createContext("/missing", exchange -> answer(exchange, 404, JPEG));
    server.createContext("/inside", exchange -> redirect(exchange, "http://169.254.169.254/"));
    server.createContext("/once", exchange -> redirect(exchange, "/picture"));
    server.createContext("/endless", exchange -> write(exchange, new byte[65_536], 0));
    server.createContext("/slow", exchange -> write(exchange, new byte[1], 1000));
    server.start();
    HostPort own = new HostPort("pictures.example", server.getAddress().getPort());
    OutgoingSettings settings = new OutgoingSettings(List.of("*"), true, List.of(own));
    GuardedHttpClient client =
        new GuardedHttpClient(
            new OutgoingGuard(settings, names()),
            SSLContext.getDefault(),
            new OutgoingMetrics(registry));
    source = new PictureSource(client, reader);
  }

  @AfterEach
  void end() {
    server.stop(0);
    threads.shutdownNow();
    reader.close();
  }

  private static Resolver names() {
    return name ->
        switch (name) {
          case "pictures.example" -> List.of(HERE);
          case "both.example" ->
              List.of(InetAddress.ofLiteral("93.184.215.14"), InetAddress.ofLiteral("10.0.0.1"));
          default -> throw new UnknownHostException(name);
        };
  }

  @Test
  void aPictureIsFetchedAlsoBehindARedirect() throws Exception {
    for (String path : List.of("/picture", "/once")) {
      GivenPicture given = source.get(at(path), List.of(), AnswerRoom.UNBOUNDED);
      assertThat(given.file()).isEqualTo(JPEG);
      assertThat(given.format()).isEqualTo(PictureFormat.JPEG);
      assertThat(given.inline()).isFalse();
      assertThat(source.read(given, Detail.FULL, PictureRoom.UNBOUNDED).picture().toString())
          .isEqualTo("Picture[40x30]");
    }
  }

  @Test
  void whatThereIsNoRoomForIsNotReadFurther() {
    AtomicInteger left = new AtomicInteger(1_000_000);
    AtomicInteger taken = new AtomicInteger();
    PictureRefused refused =
        assertThrows(
            PictureRefused.class,
            () ->
                source.get(
                    at("/endless"),
                    List.of(),
                    bytes -> {
                      taken.addAndGet(bytes);
                      return left.addAndGet(-bytes) >= 0;
                    }));
    assertThat(refused.reason()).isEqualTo(Reason.BUSY);
    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(2));
    assertThat(taken).hasValueBetween(1_000_000, 1_100_000);
    assertThat(count("no_room")).isEqualTo(1);
  }

  @Test
  void whatMayNotBeCalledAndWhatDoesNotAnswerAreToldApartByOperatorsAlone() {
    List<String> urls =
        List.of(
            "http://127.0.0.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://both.example/",
            "http://nowhere.example/",
            at("/inside"),
            at("/missing"),
            "file:///etc/passwd",
            "ftp://pictures.example/",
            "nonsense");
    for (String url : urls) {
      PictureRefused refused = refused(url);
      assertThat(refused.reason()).as(url).isEqualTo(Reason.UNREACHABLE);
      assertThat(refused.getMessage())
          .isEqualTo(
              "The picture could not be fetched: please check that its address begins with https,"
                  + " may be called by this server, and answers with the picture within 10 s; or"
                  + " send the picture itself as a data: URL");
    }
    assertThat(count("address_not_public")).isEqualTo(4);
    assertThat(count("not_resolved")).isEqualTo(1);
  }

  private double count(String reason) {
    return registry.counter("countersign.outgoing.refused", "reason", reason).count();
  }

  @Test
  void whatIsNoPictureIsRefusedWhateverItIsCalled() {
    assertThat(refused(at("/page.jpg")).getMessage()).contains("is a web page");
    assertThat(refused(at("/empty")).reason()).isEqualTo(Reason.UNSUPPORTED);
  }

  @Test
  void endlessAndSlowAnswersAreCutOff() {
    long begin = System.nanoTime();
    assertThat(refused(at("/endless")).reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(refused(at("/slow")).reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(System.nanoTime() - begin).isLessThan(Duration.ofSeconds(14).toNanos());
  }

  @Test
  void dataUrlsAreUnpackedWhateverTypeTheyName() throws Exception {
    String text = Base64.getEncoder().encodeToString(JPEG);
    for (String head : List.of("data:image/jpeg;base64,", "DATA:image/png;x=y;Base64,")) {
      GivenPicture given = source.get(head + text, List.of(), AnswerRoom.UNBOUNDED);
      assertThat(given.file()).isEqualTo(JPEG);
      assertThat(given.inline()).isTrue();
    }
  }

  @Test
  void dataUrlsAreStrict() {
    String text = Base64.getEncoder().encodeToString(JPEG);
    assertThat(text).endsWith("=");
    String broken = text.substring(0, 76) + "\r\n" + text.substring(76);
    for (String data : List.of(broken, " " + text, text.replace("=", ""), text + "!", "\u20ac")) {
      PictureRefused refused = refused("data:image/jpeg;base64," + data);
      assertThat(refused.reason()).isEqualTo(Reason.NOT_A_URL);
      assertThat(refused.getMessage())
          .isEqualTo(
              "The data: URL cannot be read: what follows the comma is not base64 with padding and"
                  + " without white space");
    }
    for (String url : List.of("data:image/jpeg," + text, "data:", "data:image/jpeg;base64")) {
      assertThat(refused(url).getMessage()).contains("begin like data:image/jpeg;base64,");
    }
    assertThat(refused("data:;base64,").reason()).isEqualTo(Reason.UNSUPPORTED);
    assertThat(refused("data:;base64," + "A".repeat(9_400_000)).reason())
        .isEqualTo(Reason.TOO_LARGE);
  }

  private PictureRefused refused(String url) {
    try {
      source.read(
          source.get(url, List.of(), AnswerRoom.UNBOUNDED), Detail.FULL, PictureRoom.UNBOUNDED);
    } catch (PictureRefused refused) {
      return refused;
    }
    throw new AssertionError(url + " was taken");
  }

  private String at(String path) {
    return "http://pictures.example:" + server.getAddress().getPort() + path;
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "image/jpeg");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().add("Location", location);
    answer(exchange, 302, new byte[0]);
  }

  private static void write(HttpExchange exchange, byte[] piece, long pause) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      while (!Thread.currentThread().isInterrupted()) {
        out.write(piece);
        out.flush();
        sleep(pause);
      }
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }
}
