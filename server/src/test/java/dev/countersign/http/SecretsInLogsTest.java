package dev.countersign.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.config.LogSettings;
import dev.countersign.config.LogSettings.Format;
import dev.countersign.config.LogSettings.Requests;
import dev.countersign.domain.Customer;
import dev.countersign.logging.Logging;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever level an operator sets, no secret reaches a line. */
class SecretsInLogsTest {
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    Logging.begin(new LogSettings(Format.TEXT, LogSettings.Level.TRACE, Requests.ALL), log);
  }

  @AfterEach
  void stopListening() {
    Logging.begin(
        new LogSettings(Format.TEXT, LogSettings.Level.WARN, Requests.FAILURES), System.err);
  }

  @Test
  void noTokenAndNoPasswordReachesTheLog(@TempDir Path folder) {
    List<String> secrets = new ArrayList<>(List.of(TestServer.PASSWORD));
    try (TestServer server = TestServer.start(folder, Map.of("log.requests", "all"))) {
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
    String text = log.toString(StandardCharsets.UTF_8);
    assertThat(text).contains("/api/v2/patrons/logout").contains("no active key");
    for (String secret : secrets) {
      assertThat(text).doesNotContain(secret);
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
}
