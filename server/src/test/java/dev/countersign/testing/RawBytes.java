package dev.countersign.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Bytes sent to a port as they are, for what no HTTP client would send. */
public final class RawBytes {
  private static final int PATIENCE_MILLIS = 20_000;

  /** For what comes after an answer has begun, or for the end of the connection. */
  private static final int MORE_MILLIS = 5_000;

  private RawBytes() {}

  /** Sends the text, one byte per character, and answers everything that comes back. */
  public static String send(int port, String text) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return read(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    byte[] buffer = new byte[8192];
    try {
      for (int n = socket.getInputStream().read(buffer);
          n >= 0;
          n = socket.getInputStream().read(buffer)) {
        answer.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
        socket.setSoTimeout(MORE_MILLIS);
      }
    } catch (SocketTimeoutException e) {
      answer.append("\n[the connection was left open]");
    } catch (java.net.SocketException e) {
      answer.append("\n[reset]");
    }
    return answer.toString();
  }
}
