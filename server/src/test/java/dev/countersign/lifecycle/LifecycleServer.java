package dev.countersign.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.testing.MailReceivers;
import dev.countersign.testing.TestServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with one customer and one person, and somebody who receives mail and callbacks. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
abstract class LifecycleServer {
  private static final Pattern TOKEN = Pattern.compile("token=([A-Za-z0-9]{64})");

  final GreenMail mail = MailReceivers.create();
  final BlockingQueue<String> called = new LinkedBlockingQueue<>();
  private HttpServer receiver;
  TestServer server;
  Lifecycle accounts;
  Customer acme;
  User alice;

  @BeforeEach
  void startServer(@TempDir Path folder) throws IOException {
    mail.start();
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 50);
    receiver.createContext("/", this::receive);
    receiver.start();
    server =
        TestServer.start(
            folder,
            Map.of(
                "outgoing.allow-hosts", "127.0.0.1",
                "outgoing.allow-http", "true",
                "outgoing.allow-private", "127.0.0.1:" + receiver.getAddress().getPort(),
                "mail.host", "127.0.0.1",
                "mail.port", Integer.toString(mail.getSmtp().getPort()),
                "mail.security", "none",
                "mail.from", "no-reply@auth.example"));
    accounts = server.core().lifecycle.accounts;
    acme = server.customer("acme");
    alice = server.user(acme, "alice");
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String signed = exchange.getRequestHeaders().getFirst("X-Countersign-Signature");
    called.add(signed + " " + new String(body, StandardCharsets.UTF_8));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  String hook() {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
  }

  @AfterEach
  void stopServer() {
    server.close();
    receiver.stop(0);
    mail.stop();
  }

  MimeMessage mailed(int number) {
    assertThat(mail.waitForIncomingEmail(10_000, number)).as("mail " + number).isTrue();
    return mail.getReceivedMessages()[number - 1];
  }

  static String text(MimeMessage message) {
    try {
      return message.getSubject() + "\n" + message.getContent().toString().replace("\r\n", "\n");
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static String token(MimeMessage message) {
    Matcher matcher = TOKEN.matcher(text(message));
    assertThat(matcher.find()).as(text(message)).isTrue();
    return matcher.group(1);
  }
}
