package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.countersign.domain.Customer;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whatever level an operator sets, no secret reaches a line. */
class SecretsInLogsTest {
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final Lines lines = new Lines();

  @BeforeEach
  void listen() {
    lines.setContext(root.getLoggerContext());
    lines.start();
    root.addAppender(lines);
    root.setLevel(Level.TRACE);
  }

  @AfterEach
  void stopListening() {
    root.setLevel(before);
    root.detachAppender(lines);
  }

  @Test
  void noTokenAndNoPasswordReachesTheLog(@TempDir Path folder) {
    List<String> secrets = new ArrayList<>(List.of(TestServer.PASSWORD));
    try (TestServer server = TestServer.start(folder)) {
      Customer acme = server.customer("acme");
      server.user(acme, "alice");
      Answer login =
          server.post(
              "/api/v2/patrons/login",
              "{\"username\":\"acme\",\"password\":\"" + TestServer.PASSWORD + "\"}");
      String token = login.body().replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
      secrets.add(token);
      assertThat(server.get("/api/v2/patrons/" + acme.id() + "?access_token=" + token).status())
          .isEqualTo(200);
      assertThat(logout(server, token).status()).isEqualTo(204);
      assertThat(logout(server, token).status()).isEqualTo(401);

      String pair = "alice:" + TestServer.PASSWORD;
      String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
      secrets.add(basic);
      String jwt = person(server, "Basic " + basic);
      String renewed = person(server, "Bearer " + jwt);
      secrets.add(jwt.substring(jwt.lastIndexOf('.')));
      secrets.add(renewed.substring(renewed.lastIndexOf('.')));

      // Failures are the likelier place: nothing to sign with, so that 500 is logged with a stack.
      String kid = server.core().ring.stored().getFirst().kid();
      server.core().store.write(tx -> tx.signingKeys().delete(kid));
      server.core().ring.refresh();
      person(server, "Basic " + basic);
      server.post("/api/v2/patrons/login?access_token=" + token, "{\"password\":\"" + pair);
    }
    assertThat(lines.texts).anyMatch(line -> line.contains("/api/v2/patrons/logout"));
    assertThat(lines.texts).anyMatch(line -> line.contains("no active key"));
    for (String secret : secrets) {
      assertThat(lines.texts).noneMatch(line -> line.contains(secret));
    }
  }

  private static Answer logout(TestServer server, String token) {
    return server.send("POST", "/api/v2/patrons/logout?access_token=" + token, new byte[0]);
  }

  private static String person(TestServer server, String authorization) {
    return server
        .send("POST", "/api/auth/token", new byte[0], "Authorization", authorization)
        .body()
        .replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
  }

  /** Keeps what was logged, as text, stacks included. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    final Queue<String> texts = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      String text = event.getLoggerName() + " " + event.getFormattedMessage();
      if (event.getThrowableProxy() != null) {
        text += ThrowableProxyUtil.asString(event.getThrowableProxy());
      }
      texts.add(text + event.getMDCPropertyMap());
    }
  }
}
