package dev.countersign.http.dialect.patrons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with one customer, and the calls that tests of this dialect begin with. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
abstract class PatronsCalls {
  static final String LOGIN_FAILED =
      """
      {"error":{"statusCode":401,"name":"Error","message":"login failed","code":"LOGIN_FAILED"}}\
      """;
  static final String AUTHORIZATION_REQUIRED =
      """
      {"error":{"statusCode":401,"name":"Error","message":"Authorization required: send the access\
       token in the Authorization header","code":"AUTHORIZATION_REQUIRED"}}\
      """;
  static final String ANOTHERS =
      """
      {"error":{"statusCode":401,"name":"Error","message":"Authorization required: the access\
       token belongs to another userId","code":"AUTHORIZATION_REQUIRED"}}\
      """;
  static final String INVALID_TOKEN =
      """
      {"error":{"statusCode":401,"name":"Error","message":"The access token is unknown, expired or\
       of another kind; log in again","code":"INVALID_TOKEN"}}\
      """;
  private static final Pattern ID = Pattern.compile("\"id\":\"([A-Za-z0-9]{64})\"");

  TestServer server;
  Customer acme;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = TestServer.start(folder);
    acme = server.customer("acme");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  Answer tryLogin(String name, String password) {
    return server.post(
        "/api/v2/patrons/login",
        """
        {"username": "%s", "password": "%s"}\
        """
            .formatted(name, password));
  }

  /** A live token got with that key. */
  String token(String name, String password) {
    Answer answer = tryLogin(name, password);
    Matcher id = ID.matcher(answer.body());
    assertThat(id.find()).as(answer.body()).isTrue();
    return id.group(1);
  }

  String token() {
    return token("acme", TestServer.PASSWORD);
  }

  /** The text of a new generated key. */
  String key(Customer customer, String label, Set<Scope> scopes) {
    return server.core().apiKeys.create(customer.id(), label, scopes, Origin.CLI).secret().text();
  }

  Answer record(Customer customer, String token) {
    return server.get("/api/v2/patrons/" + customer.id(), "Authorization", token);
  }

  /** The signed access token of a person of the customer's. */
  String personsToken(Customer customer, String name) {
    server.user(customer, name);
    String pair = name + ":" + TestServer.PASSWORD;
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    Answer answer =
        server.send("POST", "/api/auth/token", new byte[0], "Authorization", "Basic " + basic);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
  }
}
