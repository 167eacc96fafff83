package dev.countersign.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.countersign.client.ClientAdministration.Issued;
import dev.countersign.domain.ClientSettings.GrantType;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.domain.User;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two customers with a person each, and tokens of the first. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
abstract class AdminServer {
  private static final JsonMapper JSON = new JsonMapper();

  TestServer server;
  Customer acme;
  Customer other;
  User alice;
  User mallory;
  String token;

  @BeforeEach
  void startServer(@TempDir Path folder) {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    other = server.customer("other");
    alice = server.user(acme, "alice");
    mallory = server.user(other, "mallory");
    token = logIn("acme", TestServer.PASSWORD);
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  String logIn(String customer, String key) {
    Answer answer =
        server.post(
            "/api/v2/patrons/login",
            "{\"username\":\"" + customer + "\",\"password\":\"" + key + "\"}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return read(answer).get("id").textValue();
  }

  /** A token of a key of acme's that may do that alone. */
  String tokenOf(Scope scope) {
    var made = server.core().apiKeys.create(acme.id(), scope.name(), EnumSet.of(scope), Origin.CLI);
    return logIn("acme", made.secret().text());
  }

  /** An access token of a new client with those scopes, in its own name. */
  String clientToken(Customer customer, String... scopes) {
    Issued issued =
        server.client(
            customer,
            settings ->
                settings
                    .redirectUris(List.of())
                    .responseTypes(List.of())
                    .grantTypes(Set.of(GrantType.CLIENT_CREDENTIALS))
                    .scopes(Set.of(scopes)));
    String basic = issued.client().id() + ":" + issued.secret().orElseThrow().text();
    String form =
        "grant_type=client_credentials&scope=" + String.join("+", scopes).replace(":", "%3A");
    Answer answer =
        server.send(
            "POST",
            "/oauth2/token",
            form.getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return read(answer).get("access_token").textValue();
  }

  Answer call(String method, String path, String json) {
    return callAs(token, method, path, json);
  }

  Answer callAs(String with, String method, String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    if (json.isEmpty()) {
      return server.send(method, "/admin/v1" + path, body, "Authorization", "Bearer " + with);
    }
    return server.send(
        method,
        "/admin/v1" + path,
        body,
        "Authorization",
        "Bearer " + with,
        "Content-Type",
        "application/json");
  }

  Answer get(String path) {
    return call("GET", path, "");
  }

  /** A path within acme. */
  String within(String path) {
    return "/customers/" + acme.id() + path;
  }

  static JsonNode read(Answer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(answer.body(), e);
    }
  }

  /** The body of a success. */
  static JsonNode good(Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    if (answer.body().isEmpty()) {
      return JSON.nullNode();
    }
    return read(answer);
  }

  static String code(Answer answer) {
    assertThat(answer.header("Content-Type"))
        .as(answer.body())
        .isEqualTo("application/problem+json");
    JsonNode body = read(answer);
    assertThat(body.get("status").intValue()).isEqualTo(answer.status());
    return answer.status() + " " + body.get("code").textValue();
  }
}
