package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.RawRequest;
import dev.countersign.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever looks for an answer only after having sent everything gets it all the same. */
class LingeringCloseTest {
  /** More than the system keeps for a connection that nobody reads from. */
  private static final int LARGE = 20_000_000;

  @TempDir Path folder;

  @Test
  void theAnswerIsThereThoughTheBodyWasRefusedUnread() throws IOException {
    try (TestServer server = TestServer.start(folder)) {
      for (int i = 0; i < 5; i++) {
        String answer = afterSendingAll(server, "Content-Length: " + LARGE);
        assertThat(RawRequest.status(answer)).isEqualTo(413);
        assertThat(answer).contains("Connection: close").contains("PAYLOAD_TOO_LARGE");
      }
    }
  }

  private static String afterSendingAll(TestServer server, String header) throws IOException {
    String head =
        "POST /api/v2/patrons/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            + header
            + "\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(new byte[LARGE]);
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
