package dev.countersign.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One kept-alive connection on which what was answered decides what is asked next. */
final class Conversation implements AutoCloseable {
  private static final int BUFFER = 1 << 13;

  private final Socket socket;
  private final InputStream in;

  Conversation(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream(), BUFFER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a request; gives the answer's head and body. */
  String ask(byte[] request) {
    try {
      socket.getOutputStream().write(request);
      StringBuilder answer = new StringBuilder(LoadClient.line(in)).append('\n');
      int length = 0;
      for (String header = LoadClient.line(in); !header.isEmpty(); header = LoadClient.line(in)) {
        answer.append(header).append('\n');
        if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(header.substring(15).strip());
        }
      }
      return answer.append('\n').append(new String(in.readNBytes(length), UTF_8)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What an answer has where the pattern's group is. */
  static String part(Pattern pattern, String answer) {
    Matcher found = pattern.matcher(answer);
    if (!found.find()) {
      throw new IllegalStateException("no " + pattern + " in: " + answer);
    }
    return found.group(1);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
