package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.countersign.domain.User;
import dev.countersign.testing.TestServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where too many pictures wait, whoever comes next is sent away at once. */
class FaceQueueTest extends FacePictureTest {
  /** More than may be under way in the largest heap, with the queue of one. */
  private static final int CALLS = 80;

  private static final int MOST_AT_ONCE = 64 + 1;

  private final CountDownLatch answer = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer host = host();

  private HttpServer host() {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), CALLS);
      made.setExecutor(threads);
      made.createContext(
          "/slow.jpg",
          exchange -> {
            try {
              answer.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
          });
      made.start();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  Map<String, String> settings() {
    return Map.of(
        "face.queue", "1",
        "outgoing.allow-hosts", "127.0.0.1",
        "outgoing.allow-http", "true",
        "outgoing.allow-private", "127.0.0.1:" + host.getAddress().getPort());
  }

  @AfterEach
  void stopHost() {
    answer.countDown();
    host.stop(0);
    threads.shutdownNow();
  }

  @Test
  void whatFindsNoPlaceInTheQueueIsToldToTryAgain() throws Exception {
    User anna = person("anna");
    String url = "http://127.0.0.1:" + host.getAddress().getPort() + "/slow.jpg";
    BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      calls.add(threads.submit(() -> answers.add(enroll("/enroll", anna, url))));
    }

    // The host answers nobody meanwhile, so that nobody's place becomes free.
    for (int i = 0; i < CALLS - MOST_AT_ONCE; i++) {
      Answer busy = answers.poll(30, TimeUnit.SECONDS);
      assertThat(busy).as("answer " + i).isNotNull();
      assertThat(busy.status()).as(busy.body()).isEqualTo(503);
      assertThat(busy.header("Retry-After")).matches("[1-9][0-9]?");
      assertThat(busy.body())
          .matches(
              "\\{\"error\":\\{\"userName\":\"anna\",\"faceOriginal\":\"http://127[^\"]+/slow.jpg\","
                  + "\"faceThumbnail\":\"\",\"enrollmentStatus\":\"failure\",\"message\":\"The server"
                  + " is busy; try again in [0-9]+ seconds\",\"status\":\"503\"}}");
    }
    assertThat(server.get("/metrics").body()).contains("countersign_face_pool_queued 1.0");
    answer.countDown();
    for (Future<?> call : calls) {
      call.get(30, TimeUnit.SECONDS);
    }
    assertThat(answers).isNotEmpty();
    assertThat(outcomes("face_enroll")).isNotEmpty().doesNotContain("success");
  }
}
