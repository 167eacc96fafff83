package dev.countersign.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A mail server that can speak TLS, and refuse receivers. */
final class FakeSmtp implements AutoCloseable {
  /** Every command as it came, with {@code TLS} before those that came encrypted. */
  final List<String> commands = new CopyOnWriteArrayList<>();

  private final ServerSocket listening;
  private final @Nullable SSLContext tls;
  private final boolean immediately;
  private final String toReceivers;

  private FakeSmtp(@Nullable SSLContext tls, boolean immediately, String toReceivers)
      throws IOException {
    this.tls = tls;
    this.immediately = immediately;
    this.toReceivers = toReceivers;
    this.listening = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(this::accept);
  }

  static FakeSmtp plain() throws IOException {
    return new FakeSmtp(null, false, "250 ok");
  }

  static FakeSmtp refusing(String toReceivers) throws IOException {
    return new FakeSmtp(null, false, toReceivers);
  }

  static FakeSmtp starttls(SSLContext tls) throws IOException {
    return new FakeSmtp(tls, false, "250 ok");
  }

  static FakeSmtp tls(SSLContext tls) throws IOException {
    return new FakeSmtp(tls, true, "250 ok");
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try (Socket socket = listening.accept()) {
        begin(socket);
      } catch (IOException e) {
        commands.add("broken off");
      }
    }
  }

  private void begin(Socket socket) throws IOException {
    if (immediately) {
      talk(encrypted(socket), true, "220 ready\r\n");
    } else {
      talk(socket, false, "220 ready\r\n");
    }
  }

  private Socket encrypted(Socket socket) throws IOException {
    SSLContext context = Objects.requireNonNull(tls);
    SSLSocket layered =
        (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
    layered.setUseClientMode(false);
    layered.startHandshake();
    return layered;
  }

  private void talk(Socket socket, boolean secure, String greeting) throws IOException {
    var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    OutputStream out = socket.getOutputStream();
    say(out, greeting);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      commands.add((secure ? "TLS " : "") + line);
      String verb = line.toUpperCase(Locale.ROOT);
      if (verb.equals("STARTTLS")) {
        say(out, "220 go\r\n");
        talk(encrypted(socket), true, "");
        return;
      }
      if (verb.equals("DATA")) {
        say(out, "354 go\r\n");
        readMessage(in);
      }
      say(out, answer(verb, secure));
    }
  }

  private void readMessage(BufferedReader in) throws IOException {
    for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
      commands.add("> " + line);
    }
  }

  private String answer(String verb, boolean secure) {
    if (verb.startsWith("EHLO") && tls != null && !secure) {
      return "250-fake\r\n250 STARTTLS\r\n";
    }
    if (verb.startsWith("RCPT")) {
      return toReceivers + "\r\n";
    }
    return verb.equals("QUIT") ? "221 bye\r\n" : "250 ok\r\n";
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
