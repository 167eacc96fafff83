package dev.countersign.http.dialect.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with one customer and one person, and the call of this dialect. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
abstract class TokenCalls {
  static final String PATH = "/api/auth/token";
  private static final Pattern SUCCESS =
      Pattern.compile("\\{\"isSuccess\":true,\"token\":\"([A-Za-z0-9_.-]+)\"}");

  TestServer server;
  Customer acme;
  User alice;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = TestServer.start(folder, settings());
    acme = server.customer("acme");
    alice = server.user(acme, "alice");
  }

  Map<String, String> settings() {
    return Map.of();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  Answer call(String authorization) {
    return server.send("POST", PATH, new byte[0], "Authorization", authorization);
  }

  Answer basic(String name, String password) {
    return call("Basic " + base64(name + ":" + password));
  }

  Answer renew(String token) {
    return call("Bearer " + token);
  }

  String signIn() {
    return token(basic("alice", TestServer.PASSWORD));
  }

  static String token(Answer answer) {
    Matcher body = SUCCESS.matcher(answer.body());
    assertThat(body.matches()).as(answer.status() + " " + answer.body()).isTrue();
    assertThat(answer.status()).isEqualTo(200);
    return body.group(1);
  }

  static void assertForbidden(Answer answer) {
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("Content-Type")).isEmpty();
  }

  /** One of the three parts of a token, decoded. */
  static String part(String token, int index) {
    byte[] json = Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]);
    return new String(json, StandardCharsets.UTF_8);
  }

  /** A claim's text or number. */
  static String claim(String token, String name) {
    Matcher value = Pattern.compile("\"" + name + "\":\"?([^\",}]+)").matcher(part(token, 1));
    assertThat(value.find()).as(part(token, 1)).isTrue();
    return value.group(1);
  }
}
