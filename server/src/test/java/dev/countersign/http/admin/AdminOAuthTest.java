package dev.countersign.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.testing.TestServer.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The management API with access tokens of OAuth clients. */
class AdminOAuthTest extends AdminServer {
  @Test
  void aClientDoesWhatItsScopesSayWithinItsCustomer() {
    String reader = clientToken(acme, "users:read");

    JsonNode users = good(callAs(reader, "GET", within("/users"), ""), 200);
    assertThat(users.get("items").findValuesAsText("userName")).containsExactly("alice");
    assertThat(code(callAs(reader, "POST", within("/users"), "{\"userName\":\"bob\"}")))
        .isEqualTo("403 insufficient_scope");
    assertThat(code(callAs(reader, "GET", "/customers/" + other.id() + "/users", "")))
        .isEqualTo("404 not_found");
    assertThat(code(callAs(reader, "GET", "/signing-keys", "")))
        .isEqualTo("403 insufficient_scope");
    assertThat(code(server.get("/admin/v1" + within("/users"), "Authorization", "DPoP " + reader)))
        .isEqualTo("401 invalid_token");
  }

  @Test
  void anOperatorsClientReachesEveryCustomerAndTheServersKeys() {
    String operator = clientToken(acme, "server:admin");

    assertThat(
            good(callAs(operator, "GET", "/customers", ""), 200)
                .get("items")
                .findValuesAsText("name"))
        .containsExactly("acme", "other");
    good(callAs(operator, "GET", "/customers/" + other.id() + "/users/" + mallory.id(), ""), 200);
    JsonNode made =
        good(
            callAs(
                operator,
                "POST",
                "/customers",
                "{\"name\":\"third\",\"password\":\"down the rabbit-hole 7\"}"),
            201);
    String third = "/customers/" + made.get("id").textValue();
    assertThat(callAs(operator, "DELETE", third, "").status()).isEqualTo(204);
    assertThat(code(callAs(operator, "GET", third, ""))).isEqualTo("404 not_found");

    good(callAs(operator, "POST", "/signing-keys/rotate", ""), 201);
    JsonNode keys = good(callAs(operator, "GET", "/signing-keys", ""), 200).get("items");
    assertThat(keys.findValuesAsText("state")).contains("active", "pending");
    assertThat(keys.toString()).doesNotContain("\"d\"").doesNotContain("sealed");
  }

  @Test
  void whomTheServerCallsForACustomerIsForOperatorsToChange() {
    String both = "{\"face.consent-days\":\"9\",\"outgoing.hosts\":\"%s\"}";
    for (String caller : List.of(token, clientToken(acme, "settings:write"))) {
      Answer refused =
          callAs(caller, "PATCH", within("/settings"), both.formatted("hooks.example"));
      assertThat(code(refused)).isEqualTo("403 insufficient_scope");
      assertThat(refused.body())
          .contains("Only the server's operators change outgoing.hosts: it says whom the server");
    }
    assertThat(server.count("SELECT count(*) FROM customer_setting")).isZero();

    String operator = clientToken(acme, "server:admin");
    for (String wrong :
        List.of("https://hooks.example/", "hooks.example:443", "a,,b", "*.example")) {
      Answer refused = callAs(operator, "PATCH", within("/settings"), both.formatted(wrong));
      assertThat(code(refused)).isEqualTo("400 invalid_request");
      assertThat(refused.body()).contains("outgoing.hosts must be a list of host names");
    }
    assertThat(server.count("SELECT count(*) FROM customer_setting")).isZero();
    String list = "HOOKS.example, 192.0.2.7";
    good(callAs(operator, "PATCH", within("/settings"), both.formatted(list)), 200);

    assertThat(good(get(within("/settings")), 200).get("outgoing.hosts").textValue())
        .isEqualTo("hooks.example,192.0.2.7");
    String same = both.formatted("hooks.example,192.0.2.7").replace("9\"", "8\"");
    good(call("PATCH", within("/settings"), same), 200);
    assertThat(code(call("PATCH", within("/settings"), "{\"outgoing.hosts\":\"\"}")))
        .isEqualTo("403 insufficient_scope");
  }

  @Test
  void aTokenIsDeadOnceItsClientIsDisabled() {
    String reader = clientToken(acme, "users:read");
    good(callAs(reader, "GET", within("/users"), ""), 200);
    String id = good(get(within("/clients")), 200).get("items").get(0).get("client_id").textValue();
    good(call("POST", within("/clients/" + id + "/disable"), ""), 200);
    assertThat(code(callAs(reader, "GET", within("/users"), ""))).isEqualTo("401 invalid_token");
  }
}
