package dev.countersign.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that signs in on many connections at once is not kept out by its own attempts. */
class ParallelSignInTest {
  @TempDir Path folder;

  @Test
  void fiftyRightSignInsAtOnceAllSucceed() throws Exception {
    try (TestServer server = TestServer.start(folder);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      server.customer("acme");
      Callable<Integer> login =
          () ->
              server
                  .post(
                      "/api/v2/patrons/login",
                      "{\"username\":\"acme\",\"password\":\"" + TestServer.PASSWORD + "\"}")
                  .status();

      List<Future<Integer>> answers =
          threads.invokeAll(Stream.generate(() -> login).limit(50).toList());

      assertThat(answers).extracting(Future::get).containsOnly(200);
      assertThat(server.count("SELECT count(*) FROM session")).isEqualTo(50);
    }
  }
}
