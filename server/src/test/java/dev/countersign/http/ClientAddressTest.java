package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.RawBytes;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.Tokens;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whom a request is taken to come from. The metrics are open to 203.0.113.7 and 2001:db8::7 alone,
 * so their answer tells; 127.0.0.1 and 10.0.0.0/8 are trusted proxies.
 */
class ClientAddressTest {
  @TempDir static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            folder,
            Map.of(
                "server.trusted-proxies", "127.0.0.1/32,10.0.0.0/8",
                "metrics.allow", "203.0.113.7/32,2001:db8::7/128"));
    server.customer("acme");
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
        "X-Forwarded-For: 203.0.113.7\r\n",
        "X-Forwarded-For: 203.0.113.7:51234\r\n",
        "X-Forwarded-For: 203.0.113.7, 10.1.2.3\r\n",
        "X-Forwarded-For: 198.51.100.1, 203.0.113.7\r\n",
        "X-Forwarded-For: 198.51.100.1\r\nX-Forwarded-For: 203.0.113.7\r\n",
        "X-Forwarded-For: 2001:db8::7\r\n",
        "X-Forwarded-For: 2001:DB8:0:0:0:0:0:7\r\n",
        "X-Forwarded-For: [2001:db8::7]:51234\r\n",
        "X-Forwarded-For: ::ffff:203.0.113.7\r\n",
        "Forwarded: for=198.51.100.1\r\nX-Forwarded-For: 203.0.113.7\r\n",
      })
  void theLastAddressThatATrustedProxySawCounts(String headers) {
    assertThat(letIn(headers)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "X-Forwarded-For: \r\n",
        "X-Forwarded-For: 203.0.113.7, 198.51.100.1\r\n",
        "X-Forwarded-For: 203.0.113.7, 198.51.100.1, 10.0.0.1\r\n",
        "X-Forwarded-For: 203.0.113.7, unknown\r\n",
        "X-Forwarded-For: 203.0.113.7, _hidden\r\n",
        "X-Forwarded-For: 203.0.113.7,\r\n",
        "X-Forwarded-For: 203.0.113.7 evil\r\n",
        "X-Forwarded-For: 203.0.113.007\r\n",
        "X-Forwarded-For: localhost\r\n",
        "X-Real-IP: 203.0.113.7\r\n",
        "Forwarded: for=203.0.113.7\r\n",
        "Forwarded: for=203.0.113.7\r\nX-Forwarded-For: 198.51.100.1\r\n",
      })
  void whatAClientWroteInFrontIsNotBelieved(String headers) {
    assertThat(letIn(headers)).isFalse();
  }

  @Test
  void withoutTrustedProxiesNoHeaderIsBelieved(@TempDir Path other) {
    try (TestServer direct = TestServer.start(other, Map.of("metrics.allow", "203.0.113.7/32"))) {
      assertThat(direct.get("/metrics", "X-Forwarded-For", "203.0.113.7").status()).isEqualTo(403);
      assertThat(direct.get("/metrics", "Forwarded", "for=203.0.113.7").status()).isEqualTo(403);
    }
  }

  @Test
  void guessesAreCountedForTheClientAndNotForTheProxy() {
    int last = guess("203.0.113.99");
    for (int i = 0; i < 40 && last == 401; i++) {
      last = guess("203.0.113.99");
    }
    assertThat(last).isEqualTo(429);

    assertThat(guess("198.51.100.23")).isEqualTo(401);
    // What is written in front of the client's own address changes nothing.
    assertThat(guess("198.51.100.23, 203.0.113.99")).isEqualTo(429);
  }

  private static int guess(String forwardedFor) {
    return server
        .send(
            "POST",
            "/oauth2/introspect",
            "token=x".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded",
            "X-Forwarded-For",
            forwardedFor,
            "Authorization",
            Tokens.basic("acme", "guess"))
        .status();
  }
}
