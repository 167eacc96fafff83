package dev.countersign.http.console.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.client.ClientMetadata;
import dev.countersign.domain.Client;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.testing.ConsoleServer;
import dev.countersign.testing.FormFields;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ClientsPagesTest extends ConsoleServer {
  private PageClient alice;

  @BeforeEach
  void prepare() {
    alice = stage.administrator(acme, "alice");
  }

  private static String clients(Customer customer) {
    return "/console/customers/" + customer.id() + "/clients";
  }

  private Client client(Customer customer, String name, String scope) {
    ClientMetadata asked =
        ClientMetadata.of(
            Map.of(
                "client_name", name,
                "redirect_uris", List.of("https://app.example/cb"),
                "scope", scope));
    return server
        .core()
        .clients
        .administration
        .create(customer.id(), asked.name(), asked.settings(), Origin.CLI)
        .client();
  }

  private Client now(Client client) {
    return server.core().clients.administration.find(client.id()).orElseThrow();
  }

  private Map<String, String> fields(String path) {
    return FormFields.of(alice.get(path).body(), path);
  }

  private List<Map<String, Object>> acts(String kind) {
    return server.rows(
        "SELECT customer_id FROM audit_event WHERE kind = '"
            + kind
            + "' AND actor LIKE 'user:%/%'");
  }

  @Test
  void aClientIsRegisteredAndItsSecretShownOnce() {
    Map<String, String> fields = new HashMap<>(fields(clients(acme) + "/new"));
    assertThat(fields)
        .containsEntry("scope", "openid profile email phone address offline_access")
        .containsEntry("grant_types.authorization_code", "yes")
        .containsEntry("client_name", "");
    fields.put("client_name", "Calendar");
    fields.put("redirect_uris", "https://a.example/cb\r\n\r\n https://b.example/cb \r\n");
    fields.put("grant_types.refresh_token", "yes");

    Answer made = alice.post(clients(acme) + "/new", fields);

    assertThat(made.status()).isEqualTo(200);
    assertThat(made.body()).contains("The secret of Calendar", "data-copied=\"Copied\">");
    Client stored = server.core().clients.administration.list(acme.id()).getFirst();
    assertThat(stored.settings().redirectUris())
        .containsExactly("https://a.example/cb", "https://b.example/cb");
    assertThat(stored.secret()).isPresent();
    assertThat(acts("client_created")).containsExactly(Map.of("customer_id", acme.id().value()));
    assertThat(alice.get(clients(acme) + "/" + stored.id()).body()).doesNotContain("data-copied");
  }

  @Test
  void whatMakesNoSenseIsSaidAtItsField() {
    Map<String, String> fields = new HashMap<>(fields(clients(acme) + "/new"));
    fields.put("client_name", "Calendar");
    Answer without = alice.post(clients(acme) + "/new", fields);
    fields.put("redirect_uris", "http://elsewhere.example/cb#x");
    Answer wrong = alice.post(clients(acme) + "/new", fields);
    fields.put("jwks", "{");
    fields.put("default_max_age", "soon");
    Answer unreadable = alice.post(clients(acme) + "/new", fields);

    assertThat(without.status()).isEqualTo(422);
    assertThat(without.body()).contains("id=\"redirect_uris-problem\"");
    assertThat(wrong.body())
        .contains("id=\"redirect_uris-problem\"", "http://elsewhere.example/cb#x");
    assertThat(unreadable.body())
        .contains("id=\"jwks-problem\"", "id=\"default_max_age-problem\"", "value=\"soon\"");
    assertThat(server.core().clients.administration.list(acme.id())).isEmpty();
  }

  @Test
  void aFormSentUntouchedChangesNothingAndOneFieldChangesOneSetting() {
    Client calendar = client(acme, "Calendar", "openid profile");
    String path = clients(acme) + "/" + calendar.id();
    assertThat(alice.post(path, fields(path)).header("Location")).isEqualTo(path + "?done=changed");
    assertThat(now(calendar).settings()).isEqualTo(calendar.settings());

    Map<String, String> fields = new HashMap<>(fields(path));
    fields.put("dpop_bound_access_tokens", "yes");
    fields.put("rotate_refresh_tokens", "true");
    fields.put("client_name", "Diary");
    assertThat(alice.post(path, fields).status()).isEqualTo(303);
    assertThat(now(calendar).name()).isEqualTo("Diary");
    assertThat(now(calendar).settings())
        .isEqualTo(
            calendar.settings().toBuilder()
                .dpopBoundAccessTokens(true)
                .rotateRefreshTokens(true)
                .build());
    assertThat(now(calendar).secret()).isEqualTo(calendar.secret());
  }

  @Test
  void whoChangesWhatSomebodyElseChangedMeanwhileIsToldSo() {
    Client calendar = client(acme, "Calendar", "openid");
    String path = clients(acme) + "/" + calendar.id();
    Map<String, String> stale = new HashMap<>(fields(path));
    assertThat(alice.post(path, fields(path)).status()).isEqualTo(303);

    stale.put("client_name", "Mine");
    Answer late = alice.post(path, stale);

    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body()).contains("Somebody changed the client while you did.");
    assertThat(now(calendar).name()).isEqualTo("Calendar");
  }

  @Test
  void aClientIsSwitchedOffAndOnGivenAnotherSecretAndDeleted() {
    Client calendar = client(acme, "Calendar", "openid");
    String path = clients(acme) + "/" + calendar.id();
    alice.get(path);

    assertThat(alice.post(path + "/disable", Map.of()).status()).isEqualTo(422);
    assertThat(alice.post(path + "/rotate-secret", Map.of("confirm", "x")).body())
        .contains("id=\"confirm-rotate-problem\"");
    assertThat(now(calendar)).isEqualTo(calendar);
    Map<String, String> sure = Map.of("confirm", "Calendar");
    assertThat(alice.post(path + "/disable", sure).status()).isEqualTo(303);
    assertThat(now(calendar).disabled()).isTrue();
    assertThat(alice.get(path).body()).contains(">off<", "Switch it on");
    assertThat(alice.post(path + "/enable", Map.of()).status()).isEqualTo(303);
    assertThat(now(calendar).disabled()).isFalse();
    Answer rotated = alice.post(path + "/rotate-secret", sure);
    assertThat(rotated.body()).contains("The secret before this one has stopped working.");
    assertThat(now(calendar).secret()).isPresent().isNotEqualTo(calendar.secret());
    alice.get(path);
    assertThat(alice.post(path + "/delete", Map.of("confirm", "calendar")).status()).isEqualTo(422);
    assertThat(alice.post(path + "/delete", Map.of("confirm", "Calendar")).status()).isEqualTo(303);
    assertThat(server.core().clients.administration.find(calendar.id())).isEmpty();
    assertThat(acts("client_updated")).hasSize(2);
    assertThat(acts("client_secret_rotated")).hasSize(1);
    assertThat(acts("client_deleted")).hasSize(1);
  }

  @Test
  void clientsAreFoundByAPartOfTheirNameOrTheirId() {
    Client calendar = client(acme, "Team Calendar", "openid");
    client(acme, "100% Shop", "openid");

    assertThat(alice.get(clients(acme) + "?name=calen").body())
        .contains("Team Calendar")
        .doesNotContain("Shop");
    assertThat(alice.get(clients(acme) + "?name=" + calendar.id()).body())
        .contains("Team Calendar");
    assertThat(alice.get(clients(acme) + "?name=0%25").body())
        .contains("100% Shop")
        .doesNotContain("Calendar");
  }

  @Test
  void nothingOfAnotherCustomerIsReachedByAnyAddressOrId() {
    Client foreign = client(other, "Theirs", "openid");
    Client own = client(acme, "Own", "openid");
    Map<String, String> fields = fields(clients(acme) + "/" + own.id());

    for (String path :
        List.of(
            clients(other),
            clients(other) + "/new",
            clients(other) + "/" + foreign.id(),
            clients(acme) + "/" + foreign.id())) {
      assertThat(alice.get(path).status()).as(path).isEqualTo(404);
    }
    for (String base : List.of(clients(other), clients(acme))) {
      for (String act : List.of("", "/rotate-secret", "/disable", "/enable", "/delete")) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("confirm", "Theirs");
        String path = base + "/" + foreign.id() + act;
        assertThat(alice.post(path, all).status()).as(path).isEqualTo(404);
      }
    }
    assertThat(now(foreign)).isEqualTo(foreign);
  }

  @Test
  void clientsOfTheServersOperatorsAreForThemAlone() {
    Client mighty = client(acme, "Mighty", "server:admin");
    Client own = client(acme, "Own", "openid");
    String path = clients(acme) + "/" + mighty.id();
    String ownPath = clients(acme) + "/" + own.id();
    Map<String, String> wider = new HashMap<>(fields(ownPath));
    wider.put("scope", "openid server:admin");

    assertThat(alice.post(path + "/rotate-secret", Map.of()).status()).isEqualTo(422);
    assertThat(alice.post(path + "/delete", Map.of("confirm", "Mighty")).status()).isEqualTo(422);
    assertThat(alice.post(ownPath, wider).body()).contains("for the server's operators alone");
    assertThat(now(mighty)).isEqualTo(mighty);
    assertThat(now(own)).isEqualTo(own);

    PageClient olga = stage.operator(other, "olga");
    olga.get(path);
    assertThat(olga.post(path + "/rotate-secret", Map.of("confirm", "Mighty")).status())
        .isEqualTo(200);
  }

  @Test
  void whatFewClientsNeedIsFoldedAwayUntilSomethingIsWrongWithIt() {
    String page = alice.get(clients(acme) + "/new").body();
    Map<String, String> fields = new HashMap<>(fields(clients(acme) + "/new"));
    fields.put("client_name", "Calendar");
    fields.put("redirect_uris", "https://app.example/cb");
    fields.put("jwks", "not JSON");
    String wrong = alice.post(clients(acme) + "/new", fields).body();
    fields.put("jwks", "");
    String made = alice.post(clients(acme) + "/new", fields).body();

    assertThat(page)
        .containsSubsequence(
            "<h2 id=\"group-0\">What it is</h2>",
            "name=\"client_name\"",
            "<h2 id=\"group-1\">Grants and redirects</h2>",
            "name=\"redirect_uris\"",
            "<details class=\"group\">",
            "<summary>Tokens</summary>",
            "<summary>Keys and algorithms</summary>",
            "name=\"jwks\"")
        .doesNotContain("<details class=\"group\" open>");
    assertThat(wrong)
        .containsOnlyOnce("<details class=\"group\" open>")
        .containsSubsequence("<details class=\"group\" open>", "id=\"jwks-problem\"");
    assertThat(made).contains("The secret of Calendar").doesNotContain("stopped working");
  }
}
