package dev.countersign.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A port for a program that has to be told one before it listens. */
public final class FreePort {
  private FreePort() {}

  /** One that nobody listens at, and that the system gives to nobody who asks for any port. */
  public static int reserved() {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket calling = new Socket(listening.getInetAddress(), listening.getLocalPort());
        Socket answering = listening.accept()) {
      // RFC 9293, section 3.6.1: "the TCP endpoint that initiates the close [...] MUST linger in
      // TIME-WAIT". For that minute the port is taken for whoever asks for any, and free for
      // whoever asks for it by its number.
      answering.close();
      requireEnd(calling);
      return listening.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireEnd(Socket calling) throws IOException {
    if (calling.getInputStream().read() != -1) {
      throw new IOException("nobody sent anything");
    }
  }
}
