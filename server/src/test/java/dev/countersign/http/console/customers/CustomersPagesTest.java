package dev.countersign.http.console.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Scope;
import dev.countersign.testing.ConsoleServer;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CustomersPagesTest extends ConsoleServer {
  private static final String CUSTOMERS = "/console/server/customers";
  private static final Pattern SECRET = Pattern.compile("data-copied=\"Copied\">([^<]+)<");

  private String keys(Customer customer) {
    return "/console/customers/" + customer.id() + "/keys";
  }

  private static String secret(Answer answer) {
    Matcher found = SECRET.matcher(answer.body());
    assertThat(found.find()).as(answer.body()).isTrue();
    return found.group(1);
  }

  private List<Map<String, Object>> acts(String kind) {
    return server.rows(
        "SELECT actor, customer_id FROM audit_event WHERE kind = '" + kind + "' AND actor <> ''");
  }

  private String actor(Customer customer, String name) {
    return "user:"
        + customer.id()
        + "/"
        + server
            .rows("SELECT id FROM user_account WHERE user_name = '" + name + "'")
            .getFirst()
            .get("id");
  }

  @Test
  void customersAreSearchedByHowTheirNamesBegin() {
    PageClient olga = stage.operator(other, "olga");

    assertThat(olga.get(CUSTOMERS + "?name=AC").body())
        .contains(">acme<")
        .doesNotContain(">other<");
    assertThat(olga.get(CUSTOMERS + "?name=x").body()).contains("Nothing matches this filter.");
  }

  @Test
  void anOperatorMakesACustomerWhosePasswordIsShownOnce() {
    PageClient olga = stage.operator(other, "olga");
    assertThat(olga.get(CUSTOMERS + "/new").status()).isEqualTo(200);

    Answer made = olga.post(CUSTOMERS + "/new", Map.of("name", "fresh", "password", ""));

    assertThat(made.status()).isEqualTo(200);
    assertThat(secret(made)).matches("([a-z2-9]{5}-){4}[a-z2-9]{5}");
    Customer fresh = server.core().customers.find("fresh").orElseThrow();
    assertThat(server.core().apiKeys.find(fresh.id(), "password")).isPresent();
    assertThat(acts("customer_created"))
        .containsExactly(Map.of("actor", actor(other, "olga"), "customer_id", fresh.id().value()));
    assertThat(olga.get(CUSTOMERS + "/" + fresh.id()).body()).doesNotContain(secret(made));
  }

  @Test
  void aNameThatIsTakenAndAPasswordThatIsWeakAreSaidAtTheirFields() {
    PageClient olga = stage.operator(other, "olga");
    olga.get(CUSTOMERS + "/new");

    Answer taken = olga.post(CUSTOMERS + "/new", Map.of("name", "ACME", "password", ""));
    Answer weak = olga.post(CUSTOMERS + "/new", Map.of("name", "fresh", "password", "password"));
    Answer chosen =
        olga.post(CUSTOMERS + "/new", Map.of("name", "fresh", "password", TestServer.PASSWORD));

    assertThat(taken.status()).isEqualTo(422);
    assertThat(taken.body()).contains("id=\"name-problem\"", "exists already", "value=\"ACME\"");
    assertThat(weak.status()).isEqualTo(422);
    assertThat(weak.body()).contains("id=\"password-problem\"");
    assertThat(chosen.status()).isEqualTo(303);
    assertThat(olga.get(chosen.header("Location")).body()).contains("It was made.");
  }

  @Test
  void aCustomerIsDeletedWhenItsNameIsTyped() {
    PageClient olga = stage.operator(other, "olga");
    String page = CUSTOMERS + "/" + acme.id();
    olga.get(page);

    Answer wrong = olga.post(page + "/delete", Map.of("confirm", "Acme"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("That is not the name. Nothing was done.");
    assertThat(server.core().customers.find("acme")).isPresent();

    Answer right = olga.post(page + "/delete", Map.of("confirm", "acme"));
    assertThat(right.header("Location")).isEqualTo(CUSTOMERS + "?done=deleted");
    assertThat(server.core().customers.find("acme")).isEmpty();
    assertThat(acts("customer_deleted")).hasSize(1);
    assertThat(olga.get(page).status()).isEqualTo(404);
    assertThat(olga.post(page + "/delete", Map.of("confirm", "acme")).status()).isEqualTo(404);
  }

  @Test
  void theFaceSecretOfACustomerWithoutFacesNeedsNoRenewal() throws InterruptedException {
    PageClient olga = stage.operator(other, "olga");
    String page = CUSTOMERS + "/" + acme.id();
    olga.get(page);

    Answer begun = olga.post(page + "/renew-face-secret", Map.of());

    assertThat(begun.header("Location")).isEqualTo(page + "?done=renewal-begun");
    String shown = olga.get(page).body();
    for (int i = 0; i < 1000 && !shown.contains("never had a face"); i++) {
      Thread.sleep(20);
      shown = olga.get(page).body();
    }
    assertThat(shown).contains("The customer never had a face, and so no secret.");
  }

  @Test
  void anAdministratorMakesReplacesAndDeletesKeys() {
    PageClient alice = stage.administrator(acme, "alice");
    alice.get(keys(acme) + "/new");

    Answer made =
        alice.post(
            keys(acme) + "/new",
            Map.of("label", "gate", "scopes.users:read", "yes", "scopes.face:verify", "yes"));
    assertThat(made.status()).isEqualTo(200);
    assertThat(secret(made)).startsWith("cs_");
    var key = server.core().apiKeys.find(acme.id(), "gate").orElseThrow();
    assertThat(key.scopes()).containsExactlyInAnyOrder(Scope.USERS_READ, Scope.FACE_VERIFY);
    assertThat(alice.get(keys(acme)).body())
        .contains(">gate<", "face:verify, users:read")
        .doesNotContain(secret(made));

    alice.get(keys(acme) + "/" + key.id());
    String rotate = keys(acme) + "/" + key.id() + "/rotate";
    Answer unsure = alice.post(rotate, Map.of("confirm", "Gate"));
    assertThat(unsure.status()).isEqualTo(422);
    assertThat(unsure.body())
        .contains("id=\"confirm-rotate-problem\" role=\"alert\">That is not the name.")
        .doesNotContain("id=\"confirm-problem\"");
    assertThat(alice.post(rotate, Map.of()).status()).isEqualTo(422);
    assertThat(server.core().apiKeys.find(acme.id(), "gate")).contains(key);
    Answer rotated = alice.post(rotate, Map.of("confirm", "gate"));
    assertThat(rotated.body()).contains("The old key has stopped working");
    assertThat(secret(rotated)).startsWith("cs_").isNotEqualTo(secret(made));
    assertThat(alice.get(keys(acme) + "/" + key.id()).status()).isEqualTo(404);

    String page =
        keys(acme) + "/" + server.core().apiKeys.find(acme.id(), "gate").orElseThrow().id();
    alice.get(page);
    assertThat(alice.post(page + "/delete", Map.of("confirm", "door")).status()).isEqualTo(422);
    assertThat(alice.post(page + "/delete", Map.of("confirm", "gate")).status()).isEqualTo(303);
    assertThat(server.core().apiKeys.find(acme.id(), "gate")).isEmpty();
    Map<String, Object> alices =
        Map.of("actor", actor(acme, "alice"), "customer_id", acme.id().value());
    assertThat(acts("api_key_created")).containsExactly(alices);
    assertThat(acts("api_key_rotated")).containsExactly(alices);
    assertThat(acts("api_key_deleted")).containsExactly(alices);
  }

  @Test
  void aKeyWithoutLabelOrScopesIsNotMade() {
    PageClient alice = stage.administrator(acme, "alice");
    alice.get(keys(acme) + "/new");

    Answer nothing =
        alice.post(keys(acme) + "/new", Map.of("label", "", "scopes.users:read", "yes"));
    Answer useless = alice.post(keys(acme) + "/new", Map.of("label", "gate"));
    Answer taken =
        alice.post(keys(acme) + "/new", Map.of("label", "password", "scopes.users:read", "yes"));

    assertThat(nothing.body()).contains("id=\"label-problem\"");
    assertThat(nothing.body())
        .contains("name=\"scopes.users:read\" type=\"checkbox\" value=\"yes\" checked");
    assertThat(useless.body()).contains("id=\"scopes-problem\"", "Give the key at least one scope");
    assertThat(taken.status()).isEqualTo(422);
    assertThat(server.core().apiKeys.list(acme.id())).hasSize(1);
  }

  @Test
  void nothingOfAnotherCustomerIsReachedByAnyAddressOrId() {
    PageClient alice = stage.administrator(acme, "alice");
    alice.get(keys(acme) + "/new");
    var foreign =
        server
            .core()
            .apiKeys
            .create(other.id(), "theirs", Set.of(Scope.USERS_READ), Origin.CLI)
            .key();

    for (String path :
        List.of(
            keys(other),
            keys(other) + "/new",
            keys(other) + "/" + foreign.id(),
            keys(acme) + "/" + foreign.id(),
            CUSTOMERS + "/new",
            CUSTOMERS + "/" + acme.id())) {
      assertThat(alice.get(path).status()).as(path).isEqualTo(404);
    }
    for (String path :
        List.of(
            keys(other) + "/new",
            keys(other) + "/" + foreign.id() + "/rotate",
            keys(acme) + "/" + foreign.id() + "/rotate",
            keys(acme) + "/" + foreign.id() + "/delete",
            CUSTOMERS + "/new",
            CUSTOMERS + "/" + acme.id() + "/delete",
            CUSTOMERS + "/" + acme.id() + "/renew-face-secret")) {
      Map<String, String> all =
          Map.of("confirm", "theirs", "label", "x", "scopes.users:read", "yes", "name", "x");
      assertThat(alice.post(path, all).status()).as(path).isEqualTo(404);
    }
    assertThat(server.core().apiKeys.find(other.id(), "theirs")).contains(foreign);
    assertThat(server.core().apiKeys.list(other.id())).hasSize(2);
    assertThat(server.core().customers.list()).hasSize(2);
  }
}
