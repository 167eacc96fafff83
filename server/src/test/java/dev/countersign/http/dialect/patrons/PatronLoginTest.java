package dev.countersign.http.dialect.patrons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PatronLoginTest {
  @TempDir Path folder;
  private TestServer server;
  private Customer acme;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    acme = server.customer("acme");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void rightCredentialsGiveAToken() {
    Answer answer =
        server.post(
            "/api/v2/patrons/login",
            """
            {"username": "acme", "password": "%s"}\
            """
                .formatted(TestServer.PASSWORD));

    assertThat(answer.status()).isEqualTo(200);
    Matcher body =
        Pattern.compile(
                """
                \\{"id":"[A-Za-z0-9]{64}","ttl":1209600,"created":"2026-11-22T03:04:05.678Z",\
                "userId":"(\\d+)"}\
                """)
            .matcher(answer.body());
    assertThat(body.matches()).as(answer.body()).isTrue();
    assertThat(body.group(1)).isEqualTo(acme.id().toString());
    assertThat(server.count("SELECT count(*) FROM session")).isEqualTo(1);
    assertThat(server.count("SELECT count(*) FROM access_token")).isEqualTo(1);
  }

  @Test
  void aWrongPasswordIsRefused() {
    Answer answer =
        server.post("/api/v2/patrons/login", "{\"username\": \"acme\", \"password\": \"wrong\"}");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"error":{"statusCode":401,"name":"Error","message":"login failed",\
            "code":"LOGIN_FAILED"}}\
            """);
    assertThat(server.rows("SELECT outcome FROM audit_event WHERE kind = 'sign_in'"))
        .extracting(row -> row.get("outcome"))
        .containsExactly("wrong_credentials");
  }
}
