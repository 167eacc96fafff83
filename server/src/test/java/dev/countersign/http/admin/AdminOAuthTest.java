package dev.countersign.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
  void aTokenIsDeadOnceItsClientIsDisabled() {
    String reader = clientToken(acme, "users:read");
    good(callAs(reader, "GET", within("/users"), ""), 200);
    String id = good(get(within("/clients")), 200).get("items").get(0).get("client_id").textValue();
    good(call("POST", within("/clients/" + id + "/disable"), ""), 200);
    assertThat(code(callAs(reader, "GET", within("/users"), ""))).isEqualTo("401 invalid_token");
  }
}
