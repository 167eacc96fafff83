package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.RawBytes;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no client should send, on the wire. */
class BadMessagesTest {
  private static final String LOGIN = "/api/v2/patrons/login";

  @TempDir static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(folder);
    server.customer("acme");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String send(String text) {
    return RawBytes.send(server.port(), text);
  }

  private static void assertRefused(String answer) {
    assertThat(answer).matches("(?s)HTTP/1\\.1 4\\d\\d .*");
    assertQuiet(answer);
  }

  /** No page of Jetty's, no stack, no word about what runs here. */
  private static void assertQuiet(String answer) {
    assertThat(answer)
        .doesNotContainIgnoringCase("\r\nServer:")
        .doesNotContainIgnoringCase("jetty")
        .doesNotContainIgnoringCase("javalin")
        .doesNotContain("<html", "Exception", "\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "\u0000\u0001\u0002\u0003\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
        "GET\r\nHost: x\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1x\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nX-A: b\u0000c\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nX-A: b\rc\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nX-A : b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nX-A: b\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
        "GET /a%2Fb HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /a%00b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /a/..;/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /a/%2e%2e/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /health;a=b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
      })
  void whatIsNoRequestIsRefusedQuietly(String request) {
    assertRefused(send(request));
  }

  @Test
  void anOversizedHeaderIsNamed() {
    String answer = send("GET / HTTP/1.1\r\nHost: x\r\nX-A: " + "a".repeat(20_000) + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 431 ");
    assertQuiet(answer);
  }

  @Test
  void anOversizedAddressIsRefused() {
    String answer = send("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 4").doesNotStartWith("HTTP/1.1 404");
    assertQuiet(answer);
  }

  private static String post(String headers, String body) {
    return "POST "
        + LOGIN
        + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + headers
        + "\r\n"
        + body;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: x\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: +2\r\n",
        "Content-Length: 99999999999999999999\r\n",
        "Content-Length: 2\r\nContent-Length: 3\r\n",
        "Content-Length: 2, 3\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n",
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: xchunked\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
      })
  void aBodyOfDoubtfulLengthIsRefusedAndTheConnectionClosed(String headers) {
    String smuggled = "0\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\n\r\n";

    String answer = send(post(headers, smuggled));

    assertRefused(answer);
    assertThat(answer).doesNotContain("\"status\":\"up\"").doesNotContain("left open");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"zz\r\n{}\r\n0\r\n\r\n", "-2\r\n{}\r\n0\r\n\r\n", "2\r\n{}xx\r\n0\r\n\r\n"})
  void brokenChunksAreRefusedInTheDialectsShape(String body) {
    String answer = send(post("Transfer-Encoding: chunked\r\n", body));

    assertRefused(answer);
    assertThat(answer).contains("{\"error\":{\"statusCode\":400,\"name\":\"Error\"");
  }

  @Test
  void aPathThatWasReadDecidesTheShape() {
    String answer =
        send("GET /api/v2/patrons/a%2Fb HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

    assertRefused(answer);
    assertThat(answer)
        .contains(
            "{\"error\":{\"statusCode\":400,\"name\":\"Error\","
                + "\"message\":\"The request is malformed\",\"code\":\"BAD_REQUEST\"}}");
  }

  private static String raw(String line) {
    return send(line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }

  @Test
  void aHeadRequestIsAnsweredWithTheHeadersOfTheGet() {
    String get = raw("GET /health");
    String head = raw("HEAD /health");

    assertThat(head).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
    assertThat(header(head, "Content-Type")).isEqualTo("application/json");
    assertThat(header(head, "Content-Length")).isEqualTo(header(get, "Content-Length"));
    assertThat(raw("HEAD /verify")).startsWith("HTTP/1.1 401 ");
    assertThat(raw("HEAD /oauth2/introspect")).startsWith("HTTP/1.1 405 ");
  }

  private static String header(String answer, String name) {
    return answer
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElse("");
  }

  @Test
  void anOrdinaryAnswerDoesNotSayWhatRunsHereEither() {
    assertQuiet(send("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    assertRefused(send("GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    assertRefused(send("TRACE / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    assertRefused(send("BREW / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
  }
}
