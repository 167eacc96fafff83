package dev.countersign.capture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.capture.Capture.Liveness;
import dev.countersign.config.HostPort;
import dev.countersign.config.OutgoingSettings;
import dev.countersign.domain.CustomerId;
import dev.countersign.face.FaceEngine.Purpose;
import dev.countersign.face.picture.PictureReader;
import dev.countersign.face.picture.PictureSamples;
import dev.countersign.metrics.OutgoingMetrics;
import dev.countersign.outgoing.GuardedHttpClient;
import dev.countersign.outgoing.OutgoingGuard;
import dev.countersign.picture.PictureSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What calls that fetch their pictures keep from each other. */
class CaptureFetchTest {
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
  private static final byte[] JPEG = PictureSamples.jpeg(PictureSamples.scene(40, 30));

  /** For three files of the largest. */
  private static final Room ROOM = new Room(21_000, 60_000, 0);

  private final PictureReader reader = new PictureReader();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch begun = new CountDownLatch(20);
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer host;
  private Capture capture;

  @BeforeEach
  void begin() throws Exception {
    host = HttpServer.create(new InetSocketAddress(HERE, 0), 100);
    host.setExecutor(threads);
    host.createContext("/small.jpg", exchange -> answer(exchange, JPEG));
    host.createContext("/large.jpg", exchange -> answer(exchange, Arrays.copyOf(JPEG, 6_500_000)));
    host.createContext("/slow.jpg", exchange -> drip(exchange, 100_000));
    host.createContext("/stalled.jpg", exchange -> drip(exchange, 6_800_000));
    host.start();
    HostPort own = new HostPort("pictures.example", host.getAddress().getPort());
    OutgoingSettings settings = new OutgoingSettings(List.of("*"), true, List.of(own));
    GuardedHttpClient client =
        new GuardedHttpClient(
            new OutgoingGuard(settings, name -> List.of(HERE)),
            SSLContext.getDefault(),
            new OutgoingMetrics(new SimpleMeterRegistry()));
    capture = new Capture(new PictureSource(client, reader), new MeetingEngine(1), 64, ROOM);
  }

  @AfterEach
  void end() {
    end.countDown();
    host.stop(0);
    threads.shutdownNow();
    reader.close();
  }

  private static void answer(HttpExchange exchange, byte[] file) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, file.length);
      exchange.getResponseBody().write(file);
    }
  }

  /** Says that a large file comes, sends so much of it, and then nothing more. */
  private void drip(HttpExchange exchange, int bytes) throws IOException {
    exchange.sendResponseHeaders(200, 6_900_000);
    OutputStream body = exchange.getResponseBody();
    body.write(new byte[bytes]);
    body.flush();
    begun.countDown();
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  @Test
  void slowHostsKeepNobodyFromHavingAPictureLookedAt() throws Exception {
    for (int i = 0; i < 20; i++) {
      var _ = take("/slow.jpg");
    }
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(take("/small.jpg").get(5, TimeUnit.SECONDS)).isInstanceOf(CaptureResult.Unfit.class);
    assertThat(take("/large.jpg").get(5, TimeUnit.SECONDS)).isInstanceOf(CaptureResult.Unfit.class);
  }

  @Test
  void moreLargeFilesThanThereIsRoomForAreLookedAtOrToldToTryAgainAndNeverStuck() throws Exception {
    List<Future<CaptureResult>> results = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      results.add(take("/large.jpg"));
    }
    int looked = 0;
    for (Future<CaptureResult> result : results) {
      switch (result.get(20, TimeUnit.SECONDS)) {
        case CaptureResult.Busy busy -> assertThat(busy.retryAfter().toSeconds()).isPositive();
        case CaptureResult.Unfit unfit -> {
          assertThat(unfit.refusal().message()).startsWith("No face is in the picture");
          looked++;
        }
        case CaptureResult.Taken taken -> throw new AssertionError(taken);
      }
    }
    assertThat(looked).isPositive();
    // And all of it was given back.
    for (int i = 0; i < 3; i++) {
      assertThat(take("/large.jpg").get(5, TimeUnit.SECONDS))
          .isInstanceOf(CaptureResult.Unfit.class);
    }
  }

  @Test
  void aFileIsInMemoryAndCountedAsLongAsItsCallGoesOn() throws Exception {
    List<Capture.Call> calls = new ArrayList<>();
    for (int customer = 1; customer <= 3; customer++) {
      Capture.Call call = capture.call(new CustomerId(customer));
      calls.add(call);
      var _ = call.take(url("/large.jpg"), List.of(), Purpose.VERIFY, Liveness.IGNORED);
    }
    Future<CaptureResult> another = take("/large.jpg", 4);
    Thread.sleep(1000);
    assertThat(another.isDone()).isFalse();
    calls.getFirst().close();
    assertThat(another.get(5, TimeUnit.SECONDS)).isInstanceOf(CaptureResult.Unfit.class);
    calls.forEach(Capture.Call::close);
  }

  @Test
  void oneCustomersHostsThatStallLeaveRoomForAFileOfAnothers() throws Exception {
    for (int i = 0; i < 6; i++) {
      var _ = take("/stalled.jpg", 1);
    }
    Thread.sleep(1000);
    assertThat(take("/large.jpg", 2).get(5, TimeUnit.SECONDS))
        .isInstanceOf(CaptureResult.Unfit.class);
  }

  private String url(String path) {
    return "http://pictures.example:" + host.getAddress().getPort() + path;
  }

  private Future<CaptureResult> take(String path) {
    return take(path, 1);
  }

  private Future<CaptureResult> take(String path, int customer) {
    return threads.submit(() -> {
      try (Capture.Call call = capture.call(new CustomerId(customer))) {
        return call.take(url(path), List.of(), Purpose.VERIFY, Liveness.IGNORED);
      }
    });
  }
}
