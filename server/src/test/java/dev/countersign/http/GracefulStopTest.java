package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GracefulStopTest {
  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

  @TempDir Path folder;

  @Test
  void aRequestUnderWayIsAnsweredAndNewConnectionsAreRefused() throws Exception {
    TestServer server = TestServer.start(folder);
    server.customer("acme");
    int port = server.port();
    String body = "{\"username\":\"acme\",\"password\":\"" + TestServer.PASSWORD + "\"}";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      write(
          socket,
          "POST /api/v2/patrons/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
              + "Content-Length: "
              + body.length()
              + "\r\nExpect: 100-continue\r\n\r\n");
      // The body is asked for by the handler, which waits for the rest of it then.
      assertThat(read(socket, CONTINUE.length())).isEqualTo(CONTINUE);
      write(socket, body.substring(0, 10));
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
      awaitRefusal(port);
      assertThat(stopped.isDone()).isFalse();

      write(socket, body.substring(10));

      String answer =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"ttl\":1209600");
      stopped.get(20, TimeUnit.SECONDS);
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String read(Socket socket, int length) throws IOException {
    return new String(socket.getInputStream().readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  private static void awaitRefusal(int port) throws InterruptedException {
    for (int i = 0; i < 400; i++) {
      try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
        Thread.sleep(50);
      } catch (IOException e) {
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
            .isInstanceOf(IOException.class);
        return;
      }
    }
    throw new AssertionError("the stopping server still takes connections");
  }
}
