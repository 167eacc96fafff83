package dev.countersign.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.domain.User;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AdminCallsTest extends AdminServer {
  private JsonNode act(String path) {
    return good(call("POST", within("/users/" + alice.id() + path), ""), 200);
  }

  @Test
  void aCallerSeesItsOwnCustomer() {
    assertThat(good(get("/customers"), 200).toString())
        .isEqualTo(
            "{\"items\":[{\"id\":\"%s\",\"name\":\"acme\",\"createdAt\":\"2026-11-22T03:04:05.678Z\"}]}"
                .formatted(acme.id()));
    assertThat(good(get(within("")), 200).get("name").textValue()).isEqualTo("acme");
    assertThat(code(call("POST", "/customers", "{\"name\":\"new\",\"password\":\"x\"}")))
        .isEqualTo("403 insufficient_scope");
  }

  @Test
  void aCallerSeesItsOwnCustomerWhateverItMayDoThere() {
    String enroll = tokenOf(Scope.FACE_ENROLL);
    assertThat(good(callAs(enroll, "GET", "/customers/me", ""), 200))
        .isEqualTo(good(get(within("")), 200));
    assertThat(code(callAs(enroll, "GET", "/customers/" + other.id(), "")))
        .isEqualTo("404 not_found");
    assertThat(code(callAs(enroll, "GET", "/customers", ""))).isEqualTo("403 insufficient_scope");
  }

  @Test
  void aCallerNeedNotKnowTheIdOfItsOwnCustomer() {
    assertThat(good(get("/customers/me"), 200)).isEqualTo(good(get(within("")), 200));
    assertThat(good(get("/customers/me/users/" + alice.id()), 200).get("userName").textValue())
        .isEqualTo("alice");
    assertThat(code(get("/customers/you/users"))).isEqualTo("404 not_found");
  }

  @Test
  void aUserIsMadeShownChangedAndDeleted() {
    JsonNode bob =
        good(
            call(
                "POST",
                within("/users"),
                "{\"userName\":\"bob\",\"email\":\"bob@example.org\",\"password\":\""
                    + TestServer.PASSWORD
                    + "\"}"),
            201);
    String path = within("/users/" + bob.get("id").textValue());
    assertThat(good(get(path), 200)).isEqualTo(bob);
    assertThat(bob.get("state").textValue()).isEqualTo("active");
    assertThat(bob.get("hasPassword").booleanValue()).isTrue();
    assertThat(code(call("POST", within("/users"), "{\"userName\":\"BOB\"}")))
        .isEqualTo("409 conflict");
    assertThat(code(call("POST", within("/users"), "{\"userName\":\"b o b\"}")))
        .isEqualTo("400 invalid_request");
    assertThat(code(call("POST", within("/users"), "{\"userName\":\"x\",\"mail\":\"y\"}")))
        .isEqualTo("400 invalid_request");

    assertThat(
            good(call("PATCH", path, "{\"userName\":\"robert\",\"fullName\":\"Rob\"}"), 200)
                .get("userName")
                .textValue())
        .isEqualTo("robert");
    assertThat(good(get(within("/users?userName=Robert")), 200).get("items")).hasSize(1);
    assertThat(call("DELETE", path, "").status()).isEqualTo(204);
    assertThat(code(call("DELETE", path, ""))).isEqualTo("404 not_found");
    assertThat(code(get(path))).isEqualTo("404 not_found");
  }

  @Test
  void whatAUserTellsIsShownAndChangedMemberByMember() {
    String path = within("/users/" + alice.id());
    JsonNode changed =
        good(
            call(
                "PATCH",
                path,
                "{\"details\":{\"givenName\":\"Alice\",\"birthdate\":\"1852\",\"address\":"
                    + "{\"locality\":\"Oxford\",\"country\":\"GB\"}}}"),
            200);
    assertThat(changed.get("details").toString())
        .isEqualTo(
            "{\"givenName\":\"Alice\",\"birthdate\":\"1852\",\"address\":"
                + "{\"locality\":\"Oxford\",\"country\":\"GB\"}}");

    assertThat(
            good(
                    call(
                        "PATCH",
                        path,
                        "{\"details\":{\"givenName\":null,\"address\":{\"country\":\"\"}}}"),
                    200)
                .get("details")
                .toString())
        .isEqualTo("{\"birthdate\":\"1852\",\"address\":{\"locality\":\"Oxford\"}}");
    assertThat(code(call("PATCH", path, "{\"details\":{\"given_name\":\"Alice\"}}")))
        .isEqualTo("400 invalid_request");
    assertThat(code(call("PATCH", path, "{\"details\":{\"locale\":\"not a language\"}}")))
        .isEqualTo("400 invalid_request");
    assertThat(
            good(call("PATCH", path, "{\"details\":{\"address\":null}}"), 200)
                .get("details")
                .toString())
        .isEqualTo("{\"birthdate\":\"1852\"}");
  }

  @Test
  void longListsComeInPages() {
    for (int i = 0; i < 4; i++) {
      server.user(acme, "user" + i);
    }
    JsonNode first = good(get(within("/users?limit=2")), 200);
    assertThat(first.get("items").findValuesAsText("userName")).containsExactly("alice", "user0");
    JsonNode second =
        good(get(within("/users?limit=2&after=" + first.get("next").textValue())), 200);
    assertThat(second.get("items").findValuesAsText("userName")).containsExactly("user1", "user2");
    JsonNode last =
        good(get(within("/users?limit=2&after=" + second.get("next").textValue())), 200);
    assertThat(last.get("items").findValuesAsText("userName")).containsExactly("user3");
    assertThat(last.has("next")).isFalse();
    assertThat(code(get(within("/users?limit=501")))).isEqualTo("400 invalid_request");
  }

  /** As many as ids have from July 2031 on, which are made of the time. */
  @Test
  void thingsWhoseIdsHaveNineteenDigitsComeInPages() {
    server.clock().set(Instant.parse("2031-08-01T00:00:00Z"));
    token = logIn("acme", TestServer.PASSWORD);
    User bob = server.user(acme, "bob");
    User carol = server.user(acme, "carol");
    var group = server.core().lifecycle.groups.create(acme.id(), "Staff", "", Origin.CLI);
    String members = within("/groups/" + group.id() + "/members");
    assertThat(Long.toString(group.id())).hasSize(19);
    call("PUT", members + "/" + bob.id(), "");
    call("PUT", members + "/" + carol.id(), "");

    JsonNode first = good(get(members + "?limit=1"), 200);
    JsonNode second = good(get(members + "?limit=1&after=" + first.get("next").textValue()), 200);

    assertThat(first.get("items").findValuesAsText("userId")).containsExactly(bob.id().toString());
    assertThat(second.get("items").findValuesAsText("userId"))
        .containsExactly(carol.id().toString());
    for (String none : new String[] {"9223372036854775808", "x", "1.5", "+1"}) {
      assertThat(code(get(members + "?after=" + none))).isEqualTo("400 invalid_request");
    }
  }

  @Test
  void oneAddressIsSentTenInvitationsADay() {
    String more = ",\"email\":\"one@example.org\",\"invite\":true}";
    for (int i = 0; i < 10; i++) {
      good(call("POST", within("/users"), "{\"userName\":\"one" + i + "\"" + more), 201);
    }
    Answer refused = call("POST", within("/users"), "{\"userName\":\"eleven\"" + more);
    assertThat(code(refused)).isEqualTo("400 invalid_request");
    assertThat(refused.body())
        .contains(
            "That e-mail address was sent 10 invitations within a day; try again in 24 hours");
    assertThat(server.count("SELECT count(*) FROM user_account WHERE user_name = 'eleven'"))
        .isZero();
  }

  @Test
  void everyActOnAnAccountIsThere() {
    assertThat(act("/disable").get("state").textValue()).isEqualTo("disabled");
    assertThat(act("/enable").get("state").textValue()).isEqualTo("active");
    assertThat(act("/blacklist").get("blacklisted").booleanValue()).isTrue();
    assertThat(act("/whitelist").get("blacklisted").booleanValue()).isFalse();
    assertThat(act("/vouch-for-email").get("emailVerified").booleanValue()).isTrue();
    String user = within("/users/" + alice.id());
    good(call("POST", user + "/verify-email", ""), 202);
    good(call("POST", user + "/reset-password", ""), 202);
    assertThat(code(call("POST", user + "/invite", ""))).isEqualTo("400 invalid_request");
    good(call("POST", user + "/change-email", "{\"email\":\"new@example.org\"}"), 202);
    assertThat(server.count("SELECT count(*) FROM outbox WHERE kind = 'MAIL'")).isEqualTo(4);
    good(call("POST", user + "/password", "{\"password\":\"another horse, another 7\"}"), 200);
    assertThat(code(call("POST", user + "/password", "{\"password\":\"password\"}")))
        .isEqualTo("400 invalid_request");

    assertThat(code(get(user + "/deletion"))).isEqualTo("404 not_found");
    JsonNode planned = good(call("POST", user + "/deletion", ""), 202);
    assertThat(planned.get("deleteAt").textValue()).isEqualTo("2026-12-06T03:04:05.678Z");
    assertThat(good(get(user + "/deletion"), 200)).isEqualTo(planned);
    assertThat(good(call("DELETE", user + "/deletion", ""), 200).get("state").textValue())
        .isEqualTo("active");
    String receipt = good(call("DELETE", user + "/face", ""), 200).get("id").textValue();
    assertThat(good(get(within("/erasure-receipts")), 200).get("items").findValuesAsText("id"))
        .containsExactly(receipt);
  }

  @Test
  void sessionsAndDevicesAreListedAndEnded() {
    String body = "{\"userName\":\"alice\",\"password\":\"" + TestServer.PASSWORD + "\"}";
    for (int i = 0; i < 2; i++) {
      assertThat(server.post("/v1/iam/auth/sign-in/web/sign-in", body).status()).isEqualTo(200);
    }
    String user = within("/users/" + alice.id());
    JsonNode sessions = good(get(user + "/sessions"), 200).get("items");
    assertThat(sessions).hasSize(2);
    assertThat(sessions.get(0).get("dialect").textValue()).isEqualTo("iam");
    String one = user + "/sessions/" + sessions.get(0).get("id").textValue();
    assertThat(call("DELETE", one, "").status()).isEqualTo(204);
    assertThat(code(call("DELETE", one, ""))).isEqualTo("404 not_found");

    JsonNode devices = good(get(user + "/devices"), 200).get("items");
    assertThat(devices).hasSize(2);
    String device = user + "/devices/" + devices.get(0).get("deviceKey").textValue();
    assertThat(call("DELETE", device, "").status()).isEqualTo(204);
    assertThat(good(get(user + "/devices"), 200).get("items")).hasSize(1);
    assertThat(good(get(user + "/factors"), 200).toString())
        .isEqualTo(
            "{\"demanded\":false,\"passkeys\":0,\"app\":false,\"recoveryCodes\":0,"
                + "\"rememberedBrowsers\":0}");
    assertThat(good(call("DELETE", user + "/factors", ""), 200).has("ended")).isTrue();
    good(call("DELETE", user + "/sessions", ""), 200);
    assertThat(good(get(user + "/sessions"), 200).get("items")).isEmpty();
  }

  @Test
  void groupsAndRolesAreAdministered() {
    String group =
        good(call("POST", within("/groups"), "{\"name\":\"Staff\"}"), 201).get("id").textValue();
    String role =
        good(call("POST", within("/roles"), "{\"name\":\"reader\"}"), 201).get("id").textValue();
    String user = within("/users/" + alice.id());
    assertThat(call("PUT", within("/groups/" + group + "/members/" + alice.id()), "").status())
        .isEqualTo(204);
    assertThat(call("PUT", within("/roles/" + role + "/groups/" + group), "").status())
        .isEqualTo(204);

    assertThat(good(get(user + "/groups"), 200).get("items").findValuesAsText("name"))
        .containsExactly("Staff");
    assertThat(good(get(user + "/roles"), 200).get("items").findValuesAsText("name"))
        .containsExactly("reader");
    assertThat(good(get(within("/groups/" + group + "/members")), 200).toString())
        .isEqualTo("{\"items\":[{\"userId\":\"" + alice.id() + "\"}]}");
    assertThat(code(call("POST", within("/groups"), "{\"name\":\"STAFF\"}")))
        .isEqualTo("409 conflict");
    good(call("PATCH", within("/groups/" + group), "{\"description\":\"All\"}"), 200);
    assertThat(call("DELETE", within("/groups/" + group), "").status()).isEqualTo(204);
    assertThat(good(get(user + "/roles"), 200).get("items")).isEmpty();
  }

  @Test
  void keysAndSettingsAndTheTrail() {
    JsonNode made =
        good(
            call("POST", within("/api-keys"), "{\"label\":\"gate\",\"scopes\":[\"users:read\"]}"),
            201);
    String narrow = logIn("acme", made.get("apiKey").textValue());
    good(callAs(narrow, "GET", within("/users"), ""), 200);
    assertThat(code(callAs(narrow, "GET", within("/groups"), "")))
        .isEqualTo("403 insufficient_scope");
    assertThat(call("DELETE", within("/api-keys/" + made.get("id").textValue()), "").status())
        .isEqualTo(204);
    assertThat(code(callAs(narrow, "GET", within("/users"), ""))).isEqualTo("401 invalid_token");

    JsonNode settings =
        good(call("PATCH", within("/settings"), "{\"account.sign-up\":\"closed\"}"), 200);
    assertThat(settings.get("account.sign-up").textValue()).isEqualTo("closed");
    good(call("PATCH", within("/settings"), "{\"factor.second\":\"required\"}"), 200);
    assertThat(good(get(within("/settings")), 200).get("factor.second").textValue())
        .isEqualTo("required");
    assertThat(
            code(call("PATCH", within("/settings"), "{\"portal.parents\":\"http://x.example\"}")))
        .isEqualTo("400 invalid_request");
    assertThat(code(call("PATCH", within("/settings"), "{\"account.colour\":\"red\"}")))
        .isEqualTo("400 invalid_request");

    good(call("PATCH", within("/settings"), "{\"portal.parents\":\"https://x.example\"}"), 200);
    assertThat(good(get(within("/settings")), 200).get("portal.parents").textValue())
        .isEqualTo("https://x.example");

    JsonNode events = good(get(within("/audit-events?kind=settings_changed")), 200);
    assertThat(events.get("total").intValue()).isEqualTo(3);
    assertThat(events.get("items").get(0).get("dialect").textValue()).isEqualTo("admin");
    assertThat(good(get(within("/audit-events?limit=2")), 200).get("next").textValue())
        .isEqualTo("2");
    assertThat(code(get(within("/audit-events?kind=nonsense")))).isEqualTo("400 invalid_request");
  }

  @Test
  void clientsAreRegisteredChangedAndNeverForMoreThanTheCallerMayDo() {
    JsonNode made =
        good(
            call(
                "POST",
                within("/clients"),
                "{\"client_name\":\"nightly\",\"grant_types\":[\"client_credentials\"],"
                    + "\"scope\":\"users:read\"}"),
            201);
    assertThat(made.get("client_secret").textValue()).hasSize(64);
    String path = within("/clients/" + made.get("client_id").textValue());
    assertThat(good(get(path), 200).has("client_secret")).isFalse();
    assertThat(good(call("PATCH", path, "{\"client_name\":\"weekly\"}"), 200).get("scope"))
        .isEqualTo(made.get("scope"));
    assertThat(good(get(within("/clients")), 200).get("items").findValuesAsText("client_name"))
        .containsExactly("weekly");
    assertThat(good(call("POST", path + "/disable", ""), 200).get("disabled").booleanValue())
        .isTrue();
    assertThat(good(call("POST", path + "/rotate-secret", ""), 200).get("client_secret"))
        .isNotEqualTo(made.get("client_secret"));

    String narrow = tokenOf(Scope.CLIENTS_WRITE);
    for (String scope : new String[] {"users:read", "server:admin"}) {
      String asked =
          "{\"client_name\":\"more\",\"grant_types\":[\"client_credentials\"],\"scope\":\""
              + scope
              + "\"}";
      assertThat(code(callAs(narrow, "POST", within("/clients"), asked)))
          .isEqualTo("403 insufficient_scope");
    }
    assertThat(code(callAs(narrow, "POST", path + "/rotate-secret", "")))
        .isEqualTo("403 insufficient_scope");
    assertThat(code(call("PATCH", path, "{\"scope\":\"server:admin\"}")))
        .isEqualTo("403 insufficient_scope");
    assertThat(code(call("PATCH", path, "{\"grant_types\":[\"password\"]}")))
        .isEqualTo("400 invalid_request");
    assertThat(call("DELETE", path, "").status()).isEqualTo(204);
    assertThat(code(get(path))).isEqualTo("404 not_found");
  }
}
