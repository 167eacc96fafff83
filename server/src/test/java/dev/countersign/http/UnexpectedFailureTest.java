package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.countersign.config.LogSettings;
import dev.countersign.http.operator.PlainDialect;
import dev.countersign.metrics.HttpMetrics;
import dev.countersign.testing.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class UnexpectedFailureTest {
  @TempDir Path folder;

  private static Endpoint throwing(String path, Supplier<Throwable> fault) {
    Access access =
        Access.open(_ -> {
          UnexpectedFailureTest.<RuntimeException>raise(fault.get());
          return Reply.empty(204);
        });
    Route route = new Route(Method.GET, path, new PlainDialect(), BodyKind.NONE, access);
    return () -> List.of(route);
  }

  @SuppressWarnings("unchecked") // errors are not declared either
  private static <T extends Throwable> void raise(Throwable fault) throws T {
    throw (T) fault;
  }

  @Test
  void whateverBreaksACallIsToldInTheLogAndAnsweredWithTheRequest() throws Exception {
    Logger log = (Logger) LoggerFactory.getLogger(Pipeline.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    try (TestServer server = TestServer.start(folder)) {
      Routes routes =
          new Routes(
              List.of(
                  throwing("/state", () -> new IllegalStateException("why")),
                  throwing("/stack", StackOverflowError::new),
                  throwing("/class", () -> new NoClassDefFoundError("gone"))),
              new PlainDialect());
      var core = server.core();
      try (WebServer web =
          new WebServer(
              core.configuration.server(),
              LogSettings.Requests.NONE,
              routes,
              core.gate,
              new HttpMetrics(core.registry),
              core.clock)) {
        web.start();
        for (String path : List.of("/state", "/stack", "/class")) {
          lines.list.clear();
          HttpResponse<String> answer = get(web.port(), path);
          String request = answer.headers().firstValue("X-Request-Id").orElse("none");
          assertThat(answer.statusCode()).as(path).isEqualTo(500);
          assertThat(answer.body())
              .contains("Unexpected failure; the log has it under request " + request)
              .doesNotContain("why", "gone");
          assertThat(lines.list)
              .anySatisfy(line -> {
                assertThat(line.getFormattedMessage())
                    .isEqualTo("Unexpected failure of GET " + path);
                assertThat(line.getThrowableProxy()).isNotNull();
              });
        }
      }
    } finally {
      log.detachAppender(lines);
    }
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI address = URI.create("http://127.0.0.1:" + port + path);
      return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }
  }
}
