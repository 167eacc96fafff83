package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.testing.RawBytes;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever holds large bodies back holds nobody else up. */
class BodyStarvationTest {
  private static final String API = "/deepfaceauth/api/v1/basic";
  private static final int LARGE = 9_900_000;

  @TempDir Path folder;
  private TestServer server;
  private String token;
  private final List<Socket> open = new ArrayList<>();

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    Customer acme = server.customer("acme");
    server.user(acme, "alice");
    token = Tokens.opaque(server, acme, Duration.ofHours(1));
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
    server.close();
  }

  private static String head(String more) {
    return "POST "
        + API
        + "/authenticate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        + "Content-Length: "
        + LARGE
        + "\r\n"
        + more
        + "\r\n";
  }

  /** All of a large body but its last byte. */
  private Socket hold(String headers) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(20_000);
    open.add(socket);
    socket.getOutputStream().write(head(headers).getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(new byte[LARGE - 1]);
    return socket;
  }

  private static String finish(Socket socket) throws IOException {
    socket.getOutputStream().write(0);
    byte[] answer = new byte[512];
    int length = socket.getInputStream().read(answer);
    return new String(answer, 0, length, StandardCharsets.US_ASCII);
  }

  private void everybodyElseIsServed() {
    String login = "{\"customerName\":\"acme\",\"password\":\"" + TestServer.PASSWORD + "\"}";
    assertThat(server.post(API + "/login", login).status()).isEqualTo(200);
    String details = "{\"customerName\":\"acme\",\"userName\":\"alice\"}";
    assertThat(server.post(API + "/user/details", details, "Authorization", token).status())
        .isEqualTo(200);
  }

  @Test
  void strangersHoldNothingBack() throws IOException {
    for (int i = 0; i < 10; i++) {
      hold("");
    }

    everybodyElseIsServed();
    assertThat(finish(open.getFirst())).startsWith("HTTP/1.1 401 ");
  }

  @Test
  void oneNetworkHasAShareAndSmallCallsTheirOwn() throws IOException {
    String header = "Authorization: " + token + "\r\n";
    for (int i = 0; i < 10; i++) {
      hold(header);
    }

    everybodyElseIsServed();
    List<String> answers = new ArrayList<>();
    for (Socket socket : open) {
      answers.add(finish(socket));
    }
    assertThat(answers)
        .anyMatch(answer -> answer.startsWith("HTTP/1.1 400 "))
        .anyMatch(
            answer -> answer.startsWith("HTTP/1.1 503 ") && answer.contains("Retry-After: 2"));
  }

  @Test
  void theTokenIsLookedAtBeforeTheBodyIsAskedFor() {
    String expect = "Expect: 100-continue\r\n";

    assertThat(RawBytes.send(server.port(), head(expect))).startsWith("HTTP/1.1 401 ");
    assertThat(RawBytes.send(server.port(), head(expect + "Authorization: " + token + "\r\n")))
        .startsWith("HTTP/1.1 100 ");
  }
}
