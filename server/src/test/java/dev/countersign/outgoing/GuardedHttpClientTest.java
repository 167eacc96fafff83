package dev.countersign.outgoing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import dev.countersign.config.HostPort;
import dev.countersign.config.OutgoingSettings;
import dev.countersign.metrics.OutgoingMetrics;
import dev.countersign.outgoing.OutgoingRefused.Reason;
import dev.countersign.testing.TestCertificate;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardedHttpClientTest {
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

  private final List<AutoCloseable> open = new ArrayList<>();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtomicInteger lookups = new AtomicInteger();
  private Duration total = GuardedHttpClient.TOTAL;

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
  }

  @Test
  void aPostArrivesWithItsHeadersAndWithoutAnyOfOurOwnState() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    int port =
        serve(exchange -> {
          seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          exchange.getRequestHeaders().forEach((name, values) -> seen.add(name + values));
          seen.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.getResponseHeaders().add("Set-Cookie", "a=b");
          answer(exchange, 202, "taken");
        });
    GuardedHttpClient client = client(SSLContext.getDefault(), port);
    String url = "http://hooks.example:" + port + "/in?x=%20y";
    OutgoingRequest request =
        OutgoingRequest.post(
            url, Map.of("Content-Type", "application/json", "X-One", "1"), bytes("{}"), List.of());
    OutgoingResponse response = client.send(request);
    assertThat(response.status()).isEqualTo(202);
    assertThat(response.body()).isEqualTo(bytes("taken"));
    assertThat(seen)
        .contains("POST /in?x=%20y", "X-one[1]", "Content-type[application/json]", "{}")
        .contains("Host[hooks.example:" + port + "]", "User-agent[Countersign]")
        .contains("Accept-encoding[identity]")
        .noneMatch(header -> header.startsWith("Upgrade"));
    client.send(request);
    assertThat(seen).noneMatch(header -> header.startsWith("Cookie"));
  }

  @Test
  void tlsIsSpokenToTheNameAndItsCertificateChecked(@TempDir Path folder) throws Exception {
    TestCertificate certificate = TestCertificate.create(folder, "dns:hooks.example");
    List<String> seen = new CopyOnWriteArrayList<>();
    int port =
        serveTls(
            certificate,
            exchange -> {
              var session = (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
              seen.add(session.getRequestedServerNames().toString());
              answer(exchange, 200, "");
            });
    GuardedHttpClient client = client(certificate.client(), port);
    String path = ":" + port + "/";
    assertThat(client.send(get("https://hooks.example" + path)).status()).isEqualTo(200);
    assertThat(seen).singleElement().asString().contains("value=hooks.example");
    assertThat(refusal(client, get("https://other.example" + path))).isEqualTo(Reason.TLS);
    assertThat(refusal(client, get("https://127.0.0.1" + path))).isEqualTo(Reason.TLS);
    GuardedHttpClient stranger = client(SSLContext.getDefault(), port);
    assertThat(refusal(stranger, get("https://hooks.example" + path))).isEqualTo(Reason.TLS);
    assertThat(seen).hasSize(1);
  }

  @Test
  void theNameIsLookedUpOnceSoThatASecondAnswerChangesNothing() throws Exception {
    int port = serve(exchange -> answer(exchange, 200, "here"));
    Resolver rebinding =
        name -> {
          String address = lookups.getAndIncrement() == 0 ? "127.0.0.1" : "127.9.9.9";
          return List.of(InetAddress.ofLiteral(address));
        };
    GuardedHttpClient client = client(SSLContext.getDefault(), rebinding, port);
    assertThat(client.send(get("http://hooks.example:" + port + "/")).body())
        .isEqualTo(bytes("here"));
    assertThat(lookups).hasValue(1);
  }

  @Test
  void redirectsAreFollowedTwiceAndOnlyForPictures() throws Exception {
    int port =
        serve(exchange -> {
          int left = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
          if (left == 0) {
            answer(exchange, 200, "picture");
            return;
          }
          exchange.getResponseHeaders().add("Location", "/" + (left - 1));
          answer(exchange, 302, "");
        });
    GuardedHttpClient client = client(SSLContext.getDefault(), port);
    String url = "http://hooks.example:" + port;
    assertThat(client.send(picture(url + "/2")).body()).isEqualTo(bytes("picture"));
    assertThat(refusal(client, picture(url + "/3"))).isEqualTo(Reason.REDIRECT);
    assertThat(client.send(get(url + "/1")).status()).isEqualTo(302);
    OutgoingRequest post = OutgoingRequest.post(url + "/1", Map.of(), bytes("{}"), List.of());
    assertThat(client.send(post).status()).isEqualTo(302);
  }

  @Test
  void everyHopOfARedirectIsCheckedAnew() throws Exception {
    int inside = serve(exchange -> answer(exchange, 200, "secret"));
    List<String> locations =
        List.of(
            "http://127.0.0.1:" + inside + "/",
            "http://inside.example/",
            "http://[::1]/",
            "http://169.254.169.254/latest/meta-data/",
            "http://u@hooks.example/",
            "file:///etc/passwd",
            "http://2130706433/");
    int port =
        serve(exchange -> {
          int which = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
          exchange.getResponseHeaders().add("Location", locations.get(which));
          answer(exchange, 307, "");
        });
    GuardedHttpClient client = client(SSLContext.getDefault(), port);
    List<Reason> reasons = new ArrayList<>();
    for (int i = 0; i < locations.size(); i++) {
      reasons.add(refusal(client, picture("http://hooks.example:" + port + "/" + i)));
    }
    assertThat(reasons)
        .containsExactly(
            Reason.PORT,
            Reason.ADDRESS_NOT_PUBLIC,
            Reason.ADDRESS_NOT_PUBLIC,
            Reason.ADDRESS_NOT_PUBLIC,
            Reason.USERINFO,
            Reason.SCHEME,
            Reason.ADDRESS_NOTATION);
    assertThat(registry.counter("countersign.outgoing.refused", "reason", "userinfo").count())
        .isEqualTo(1);
  }

  @Test
  void aServerThatDripsIsCutOff() throws Exception {
    total = Duration.ofMillis(700);
    int port =
        raw(out -> {
          out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"));
          drip(out);
        });
    assertThat(timed(get("http://hooks.example:" + port + "/"), port)).isEqualTo(Reason.TIMED_OUT);
    int headers = raw(GuardedHttpClientTest::drip);
    assertThat(timed(get("http://hooks.example:" + headers + "/"), headers))
        .isEqualTo(Reason.TIMED_OUT);
  }

  @Test
  void aServerThatSaysNothingInTheHandshakeIsCutOff() throws Exception {
    total = Duration.ofMillis(700);
    int port = raw(out -> sleep(40_000));
    assertThat(timed(get("https://hooks.example:" + port + "/"), port)).isEqualTo(Reason.TIMED_OUT);
  }

  private Reason timed(OutgoingRequest request, int port) throws Exception {
    long begin = System.nanoTime();
    Reason reason = refusal(client(SSLContext.getDefault(), port), request);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(9));
    return reason;
  }

  @Test
  void answersLargerThanTheLimitAreNotTaken() throws Exception {
    byte[] chunk = new byte[64_000];
    int endless =
        raw(out -> {
          out.write(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
          while (true) {
            out.write(bytes(Integer.toHexString(chunk.length) + "\r\n"));
            out.write(chunk);
            out.write(bytes("\r\n"));
          }
        });
    assertThat(timed(get("http://hooks.example:" + endless + "/"), endless))
        .isEqualTo(Reason.TOO_LARGE);
    int announced =
        raw(out -> out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n")));
    assertThat(timed(picture("http://hooks.example:" + announced + "/"), announced))
        .isEqualTo(Reason.TOO_LARGE);
    int exact = serve(exchange -> answer(exchange, 200, new byte[OutgoingRequest.USUAL_LIMIT]));
    assertThat(
            client(SSLContext.getDefault(), exact)
                .send(get("http://hooks.example:" + exact + "/"))
                .body())
        .hasSize(OutgoingRequest.USUAL_LIMIT);
  }

  @Test
  void headsThatNobodyHonestSendsAreNotReadToTheirEnd() throws Exception {
    int flood =
        raw(out -> {
          out.write(bytes("HTTP/1.1 200 OK\r\n"));
          for (int i = 0; i < 99; i++) {
            out.write(bytes("X-Flood: " + "x".repeat(16_000) + "\r\n"));
          }
          out.write(bytes("Content-Length: 2\r\n\r\nok"));
        });
    assertThat(timed(get("http://hooks.example:" + flood + "/"), flood))
        .isEqualTo(Reason.BROKEN_ANSWER);
    int trailing =
        raw(out -> {
          out.write(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n"));
          for (int i = 0; i < 99; i++) {
            out.write(bytes("X-Flood: " + "x".repeat(16_000) + "\r\n"));
          }
          out.write(bytes("\r\n"));
        });
    assertThat(timed(get("http://hooks.example:" + trailing + "/"), trailing))
        .isEqualTo(Reason.BROKEN_ANSWER);
    int honest =
        serve(exchange -> {
          exchange.getResponseHeaders().add("Content-Security-Policy", "x".repeat(16_000));
          exchange.getResponseHeaders().add("Set-Cookie", "x".repeat(8_000));
          answer(exchange, 200, "ok");
        });
    assertThat(
            client(SSLContext.getDefault(), honest)
                .send(get("http://hooks.example:" + honest + "/"))
                .body())
        .isEqualTo(bytes("ok"));
  }

  @Test
  void roomIsTakenForWhatIsInMemoryAndNotForWhatWasAnnounced() throws Exception {
    AtomicInteger taken = new AtomicInteger();
    AnswerRoom room =
        more -> {
          taken.addAndGet(more);
          return true;
        };
    int whole = serve(exchange -> answer(exchange, 200, new byte[777_777]));
    var _ =
        client(SSLContext.getDefault(), whole)
            .send(get("http://hooks.example:" + whole + "/"), room);
    assertThat(taken).hasValue(777_777);
    taken.set(0);
    int part =
        raw(out -> {
          out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n"));
          out.write(new byte[50_000]);
        });
    assertThat(
            catchThrowableOfType(
                OutgoingRefused.class,
                () ->
                    client(SSLContext.getDefault(), part)
                        .send(get("http://hooks.example:" + part + "/"), room)))
        .isNotNull();
    assertThat(taken.get()).isBetween(50_000, 100_000);
    assertThat(
            catchThrowableOfType(
                    OutgoingRefused.class,
                    () ->
                        client(SSLContext.getDefault(), whole)
                            .send(get("http://hooks.example:" + whole + "/"), more -> false))
                .reason())
        .isEqualTo(Reason.NO_ROOM);
  }

  @Test
  void nothingIsDecompressed() throws Exception {
    var compressed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(new byte[20_000_000]);
    }
    int port =
        serve(exchange -> {
          exchange.getResponseHeaders().add("Content-Encoding", "gzip");
          answer(exchange, 200, compressed.toByteArray());
        });
    OutgoingResponse response =
        client(SSLContext.getDefault(), port).send(get("http://hooks.example:" + port + "/"));
    assertThat(response.body()).isEqualTo(compressed.toByteArray());
  }

  @Test
  void whatIsNotHttpAndWhatDoesNotListenAreRefused() throws Exception {
    int noise = raw(out -> out.write(bytes("220 mail.example ESMTP\r\n")));
    assertThat(timed(get("http://hooks.example:" + noise + "/"), noise))
        .isEqualTo(Reason.BROKEN_ANSWER);
    try (Socket nobody = new Socket()) {
      // Bound, so that nobody else takes the port, and not listening.
      nobody.bind(new InetSocketAddress(HERE, 0));
      int port = nobody.getLocalPort();
      assertThat(timed(get("http://hooks.example:" + port + "/"), port))
          .isEqualTo(Reason.NOT_CONNECTED);
    }
  }

  private GuardedHttpClient client(SSLContext tls, int port) {
    Resolver names =
        name -> List.of(name.equals("inside.example") ? InetAddress.ofLiteral("10.0.0.1") : HERE);
    return client(tls, names, port);
  }

  private GuardedHttpClient client(SSLContext tls, Resolver resolver, int port) {
    List<HostPort> own = new ArrayList<>();
    own.add(new HostPort("hooks.example", port));
    own.add(new HostPort("other.example", port));
    own.add(new HostPort("127.0.0.1", port));
    OutgoingSettings settings = new OutgoingSettings(List.of("*"), true, own);
    return new GuardedHttpClient(
        new OutgoingGuard(settings, resolver), tls, new OutgoingMetrics(registry), total);
  }

  private static OutgoingRequest get(String url) {
    return OutgoingRequest.get(url, Map.of(), List.of());
  }

  private static OutgoingRequest picture(String url) {
    return OutgoingRequest.picture(url, List.of());
  }

  private static Reason refusal(GuardedHttpClient client, OutgoingRequest request) {
    return catchThrowableOfType(OutgoingRefused.class, () -> client.send(request)).reason();
  }

  private int serve(HttpHandler handler) throws IOException {
    return begin(HttpServer.create(new InetSocketAddress(HERE, 0), 0), handler);
  }

  private int serveTls(TestCertificate certificate, HttpHandler handler) throws IOException {
    HttpsServer server = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
    return begin(server, handler);
  }

  private int begin(HttpServer server, HttpHandler handler) {
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setExecutor(threads);
    server.createContext("/", handler);
    server.start();
    open.add(() -> server.stop(0));
    open.add(threads::shutdownNow);
    return server.getAddress().getPort();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    answer(exchange, status, bytes(body));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** A server that writes what it likes to whoever connects. */
  private int raw(Answer answer) throws IOException {
    ServerSocket listening = new ServerSocket(0, 5, HERE);
    open.add(listening);
    Thread.ofVirtual().start(() -> accept(listening, answer));
    return listening.getLocalPort();
  }

  private static void accept(ServerSocket listening, Answer answer) {
    while (!listening.isClosed()) {
      try (Socket socket = listening.accept()) {
        answer.write(socket.getOutputStream());
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      } catch (IOException hungUp) {
        assertThat(hungUp).as("the client hangs up, as it should").isNotNull();
      }
    }
  }

  private static void drip(OutputStream out) throws IOException {
    for (int i = 0; i < 1300; i++) {
      out.write('H');
      out.flush();
      sleep(30);
    }
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(US_ASCII);
  }

  private interface Answer {
    void write(OutputStream out) throws IOException;
  }
}
