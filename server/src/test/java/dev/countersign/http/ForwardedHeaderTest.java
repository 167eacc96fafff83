package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.RawBytes;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind proxies that write {@code Forwarded}; see {@link ClientAddressTest} for the rest. */
class ForwardedHeaderTest {
  @TempDir static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            folder,
            Map.of(
                "server.trusted-proxies", "127.0.0.1/32,10.0.0.0/8",
                "server.forwarded-header", "forwarded",
                "metrics.allow", "203.0.113.7/32,2001:db8::7/128"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static boolean letIn(String headers) {
    String answer =
        RawBytes.send(
            server.port(),
            "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n");
    return answer.startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded: for=203.0.113.7\r\n",
        "Forwarded: For=\"203.0.113.7:51234\";proto=https\r\n",
        "Forwarded: proto=https; for=\"[2001:db8::7]\"\r\n",
        "Forwarded: for=\"[2001:db8::7]:51234\", for=10.0.0.1\r\n",
        "Forwarded: for=198.51.100.1, for=203.0.113.7;by=10.0.0.1\r\n",
        "Forwarded: for=203.0.113.7\r\nX-Forwarded-For: 198.51.100.1\r\n",
      })
  void theLastAddressThatATrustedProxySawCounts(String headers) {
    assertThat(letIn(headers)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded: for=203.0.113.7, for=_hidden\r\n",
        "Forwarded: for=203.0.113.7, for=unknown\r\n",
        "Forwarded: for=203.0.113.7, proto=https\r\n",
        "Forwarded: for=203.0.113.7, for=198.51.100.1\r\n",
        "X-Forwarded-For: 203.0.113.7\r\n",
        "Forwarded: for=198.51.100.1\r\nX-Forwarded-For: 203.0.113.7\r\n",
      })
  void whatAClientWroteInFrontOrInTheOtherHeaderIsNotBelieved(String headers) {
    assertThat(letIn(headers)).isFalse();
  }
}
