package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisterTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SHOP =
      """
      {"client_name": "Shop", "redirect_uris": ["https://s.example/cb"], "scope": "openid email"}
      """;

  @TempDir Path folder;
  private TestServer server;
  private Customer acme;
  private String initial;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    initial = key("portal", Scope.CLIENTS_WRITE);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String key(String label, Scope... scopes) {
    return server
        .core()
        .apiKeys
        .create(acme.id(), label, Set.of(scopes), Origin.CLI)
        .secret()
        .text();
  }

  private Answer register(String token, String json) {
    return server.post("/oauth2/register", json, "Authorization", "Bearer " + token);
  }

  private static JsonNode json(Answer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  private JsonNode registered() {
    Answer answer = register(initial, SHOP);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return json(answer);
  }

  private Answer call(String method, JsonNode client, String body) {
    String path = "/oauth2/register/" + client.get("client_id").asText();
    String token = client.get("registration_access_token").asText();
    return server.send(
        method,
        path,
        body.getBytes(StandardCharsets.UTF_8),
        "Authorization",
        "Bearer " + token,
        "Content-Type",
        "application/json");
  }

  private static void assertRefused(Answer answer, int status, String error) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).get("error").asText()).isEqualTo(error);
  }

  @Test
  void aClientIsRegisteredAndToldEverything() {
    Answer answer = register(initial, SHOP);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    String id = json(answer).get("client_id").asText();
    assertThat(answer.body().replaceAll("\"[A-Za-z0-9]{64}\"", "\"…\"").replace(id, "ID"))
        .isEqualTo(
            """
            {"client_id":"ID","client_id_issued_at":1795316645,"client_name":"Shop",\
            "redirect_uris":["https://s.example/cb"],"grant_types":["authorization_code"],\
            "response_types":["code"],"scope":"openid email","application_type":"web",\
            "token_endpoint_auth_method":"client_secret_basic","subject_type":"public",\
            "id_token_signed_response_alg":"RS256",\
            "require_pushed_authorization_requests":false,"require_signed_request_object":false,\
            "dpop_bound_access_tokens":false,"access_token_format":"jwt",\
            "require_auth_time":false,\
            "backchannel_logout_session_required":false,"consent":"explicit",\
            "client_secret":"…","client_secret_expires_at":0,\
            "registration_access_token":"…",\
            "registration_client_uri":"https://auth.example/oauth2/register/ID"}\
            """);
  }

  @Test
  void nobodyRegistersWithoutTheScope() {
    Answer without = server.post("/oauth2/register", SHOP);
    assertRefused(without, 401, "invalid_token");
    assertThat(without.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"countersign\"");
    Answer unknown = register("x".repeat(64), SHOP);
    assertRefused(unknown, 401, "invalid_token");
    assertThat(unknown.header("WWW-Authenticate"))
        .isEqualTo("Bearer realm=\"countersign\", error=\"invalid_token\"");
    assertRefused(register(initial + "x", SHOP), 401, "invalid_token");
    assertRefused(register(key("gate", Scope.USERS_READ), SHOP), 403, "insufficient_scope");
    assertThat(server.count("SELECT count(*) FROM client")).isZero();
  }

  @Test
  void aTokenGotWithACustomersKeyRegistersToo() {
    String token = Tokens.opaque(server, acme, Duration.ofHours(1));
    assertThat(register(token, SHOP).status()).isEqualTo(201);
  }

  @Test
  void badMetadataIsRefusedInTheWordsOfTheRfc() {
    assertRefused(
        register(initial, "{\"redirect_uris\": [\"http://s.example/\"]}"),
        400,
        "invalid_redirect_uri");
    assertRefused(
        register(initial, SHOP.replace("}", ", \"grant_types\": [\"implicit\"]}")),
        400,
        "invalid_client_metadata");
    assertRefused(register(initial, "[]"), 400, "invalid_request");
  }

  @Test
  void aClientGetsNoMoreOfTheApiThanItsInitialToken() {
    String asking = SHOP.replace("openid email", "openid users:write");
    assertRefused(register(initial, asking), 400, "invalid_client_metadata");
    String wider = key("wide", Scope.CLIENTS_WRITE, Scope.USERS_WRITE);
    assertThat(register(wider, asking).status()).isEqualTo(201);
    JsonNode plain = registered();
    ObjectNode more = update(plain).put("scope", "openid users:write");
    assertRefused(call("PUT", plain, more.toString()), 400, "invalid_client_metadata");
  }

  @Test
  void aScopeOfAnotherApiIsNoneThatAClientGivesItself() {
    assertRefused(
        register(initial, SHOP.replace("openid email", "openid payroll:write")),
        400,
        "invalid_client_metadata");
    JsonNode plain = registered();
    ObjectNode more = update(plain).put("scope", "openid payroll:write");
    assertRefused(call("PUT", plain, more.toString()), 400, "invalid_client_metadata");
  }

  @Test
  void aClientThatRegisteredItselfGetsNoResourceItIsNotRegisteredFor() {
    JsonNode client =
        json(
            register(
                initial,
                """
                {"client_name": "Job", "grant_types": ["client_credentials"],
                 "resources": ["https://own.example"]}
                """));
    JsonNode bare =
        json(
            register(
                initial, "{\"client_name\": \"Job\", \"grant_types\": [\"client_credentials\"]}"));

    assertThat(token(client, "https://own.example").status()).isEqualTo(200);
    assertRefused(token(client, "https://payroll.acme.example"), 400, "invalid_target");
    assertRefused(token(bare, "https://payroll.acme.example"), 400, "invalid_target");
  }

  @Test
  void aResourceOfAnotherCustomersClientsCannotBeRegistered() {
    String asking = SHOP.replace("}", ", \"resources\": [\"https://payroll.acme.example\"]}");
    assertThat(register(initial, asking).status()).isEqualTo(201);
    Customer other = server.customer("other");
    String foreign =
        server
            .core()
            .apiKeys
            .create(other.id(), "portal", Set.of(Scope.CLIENTS_WRITE), Origin.CLI)
            .secret()
            .text();

    assertRefused(register(foreign, asking), 400, "invalid_client_metadata");
  }

  private Answer token(JsonNode client, String resource) {
    return server.send(
        "POST",
        "/oauth2/token",
        ("grant_type=client_credentials&resource=" + resource).getBytes(StandardCharsets.UTF_8),
        "Authorization",
        Tokens.basic(client.get("client_id").asText(), client.get("client_secret").asText()),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  @Test
  void peopleAreAlwaysAskedForTheirConsent() {
    Answer answer = register(initial, SHOP.replace("}", ", \"consent\": \"implicit\"}"));
    assertThat(json(answer).get("consent").asText()).isEqualTo("explicit");
  }

  /** The registration as it may be sent back. */
  private static ObjectNode update(JsonNode client) {
    ObjectNode body = client.deepCopy();
    body.remove("registration_access_token");
    body.remove("registration_client_uri");
    body.remove("client_id_issued_at");
    body.remove("client_secret_expires_at");
    return body;
  }

  @Test
  void theRegistrationIsReadChangedAndDeletedWithItsOwnToken() {
    JsonNode client = registered();

    Answer read = call("GET", client, "");
    assertThat(read.status()).isEqualTo(200);
    assertThat(json(read).has("client_secret")).isFalse();
    assertThat(json(read).get("client_name").asText()).isEqualTo("Shop");

    ObjectNode changed = update(client).put("client_name", "Store");
    Answer put = call("PUT", client, changed.toString());
    assertThat(put.status()).as(put.body()).isEqualTo(200);
    assertThat(json(call("GET", client, "")).get("client_name").asText()).isEqualTo("Store");

    assertThat(call("DELETE", client, "").status()).isEqualTo(204);
    assertRefused(call("GET", client, ""), 401, "invalid_token");
    assertThat(server.count("SELECT count(*) FROM client")).isZero();
  }

  @Test
  void anUpdateNamesTheClientAndNothingOfTheServers() {
    JsonNode client = registered();
    assertRefused(
        call("PUT", client, update(client).put("client_id", "1").toString()),
        400,
        "invalid_client_metadata");
    assertRefused(
        call("PUT", client, update(client).put("client_secret", "of my own").toString()),
        400,
        "invalid_client_metadata");
    assertRefused(
        call("PUT", client, update(client).put("client_id_issued_at", 1).toString()),
        400,
        "invalid_client_metadata");
  }

  @Test
  void anotherClientsTokenOpensNothing() {
    JsonNode first = registered();
    ObjectNode mixed = registered().deepCopy();
    mixed.set("client_id", first.get("client_id"));
    assertRefused(call("GET", mixed, ""), 401, "invalid_token");
    assertRefused(call("DELETE", mixed, ""), 401, "invalid_token");
    mixed.put("registration_access_token", initial);
    assertRefused(call("GET", mixed, ""), 401, "invalid_token");
    assertThat(server.count("SELECT count(*) FROM client")).isEqualTo(2);
  }

  @Test
  void aClientOfAnOperatorsHasNoRegistrationToken() {
    var made = server.client(acme);
    String secret = made.secret().orElseThrow().text();
    Answer answer =
        server.get("/oauth2/register/" + made.client().id(), "Authorization", "Bearer " + secret);
    assertRefused(answer, 401, "invalid_token");
  }
}
