package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.client.ClientAuthenticationResult.Authenticated;
import dev.countersign.client.ClientCredentials;
import dev.countersign.client.ClientCredentials.Basic;
import dev.countersign.crypto.Secret;
import dev.countersign.testing.CommandRun;
import dev.countersign.testing.CommandRun.Outcome;
import dev.countersign.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the database of a server that runs all the while. */
class ClientCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private TestServer server;
  private CommandRun shell;

  @BeforeEach
  void started() {
    server = TestServer.start(folder);
    server.customer("acme");
    shell = new CommandRun(folder);
  }

  @AfterEach
  void stopped() {
    server.close();
  }

  private JsonNode create(String... more) throws IOException {
    String[] first = {"client", "create", "Shop", "--customer", "acme", "--json"};
    String[] words = new String[first.length + more.length];
    System.arraycopy(first, 0, words, 0, first.length);
    System.arraycopy(more, 0, words, first.length, more.length);
    Outcome outcome = shell.run(words);
    assertThat(outcome.err()).isEmpty();
    return JSON.readTree(outcome.out());
  }

  private JsonNode shop() throws IOException {
    return create(
        "--grant", "authorization_code,refresh_token", "--redirect-uri", "https://s.example/cb");
  }

  private boolean authenticates(JsonNode client, String secret) {
    Basic basic = new Basic(client.get("client_id").asText(), Secret.of(secret));
    Optional<String> none = Optional.empty();
    return server
            .core()
            .clients
            .authentication
            .authenticate(
                new ClientCredentials(Optional.of(basic), none, Optional.empty(), none, none))
        instanceof Authenticated;
  }

  @Test
  void createRegistersAClientThatTheRunningServerKnowsAndShowsItsSecretOnce() throws IOException {
    JsonNode shop = shop();

    assertThat(shop.get("client_id").asText()).matches("[1-9][0-9]{10,18}");
    assertThat(shop.get("client_secret").asText()).matches("[A-Za-z0-9]{64}");
    assertThat(shop.get("grant_types").toString())
        .isEqualTo("[\"authorization_code\",\"refresh_token\"]");
    assertThat(shop.get("token_endpoint_auth_method").asText()).isEqualTo("client_secret_basic");
    assertThat(authenticates(shop, shop.get("client_secret").asText())).isTrue();
    Outcome shown = shell.run("client", "show", shop.get("client_id").asText());
    assertThat(shown.out())
        .startsWith("client_id: " + shop.get("client_id").asText() + "\n")
        .contains("redirect_uris: https://s.example/cb\n")
        .contains("scope: openid profile email phone address offline_access\n")
        .doesNotContain(shop.get("client_secret").asText());
  }

  @Test
  void severalGrantsAddressesAndScopesAreGivenInEveryUsualWay() throws IOException {
    for (String words :
        new String[] {
          "--grant authorization_code refresh_token --redirect-uri https://a.example/cb"
              + " https://b.example/cb --scope openid profile",
          "--grant authorization_code,refresh_token --redirect-uri https://a.example/cb"
              + " --redirect-uri https://b.example/cb --scope openid,profile",
          "--grant=authorization_code --grant=refresh_token --redirect-uri=https://a.example/cb"
              + " --scope=openid --redirect-uri=https://b.example/cb --scope=profile"
        }) {
      JsonNode made = create(words.split(" ", -1));
      assertThat(made.get("grant_types").toString())
          .as(words)
          .isEqualTo("[\"authorization_code\",\"refresh_token\"]");
      assertThat(made.get("redirect_uris").toString())
          .isEqualTo("[\"https://a.example/cb\",\"https://b.example/cb\"]");
      assertThat(made.get("scope").asText()).isEqualTo("openid profile");
    }
  }

  @Test
  void theNameMayStandLast() throws IOException {
    Outcome made =
        shell.run(
            "client",
            "create",
            "--json",
            "--customer",
            "acme",
            "--scope",
            "orders:read orders:write",
            "--grant",
            "client_credentials",
            "Nightly");
    assertThat(made.err()).isEmpty();
    JsonNode client = JSON.readTree(made.out());
    assertThat(client.get("client_name").asText()).isEqualTo("Nightly");
    assertThat(client.get("scope").asText()).isEqualTo("orders:read orders:write");

    Outcome none = shell.run("client", "create", "X", "--customer", "acme", "--grant", "--json");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).startsWith("A value is missing after the option '--grant'");
  }

  @Test
  void createSaysForPeopleWhatItMade() {
    Outcome made =
        shell.run(
            "client",
            "create",
            "nightly",
            "--customer",
            "acme",
            "--grant",
            "client_credentials",
            "--scope",
            "orders:read");
    assertThat(made.out())
        .matches(
            """
            Created client nightly.
            client_id: [0-9]+
            client_secret, which is not shown again: [A-Za-z0-9]{64}
            """);
  }

  @Test
  void aPublicNativeClientHasNoSecret() throws IOException {
    JsonNode app =
        create(
            "--public",
            "--native",
            "--grant",
            "authorization_code",
            "--grant",
            "device_code",
            "--redirect-uri",
            "com.example.app:/cb");
    assertThat(app.has("client_secret")).isFalse();
    assertThat(app.get("token_endpoint_auth_method").asText()).isEqualTo("none");
    assertThat(app.get("application_type").asText()).isEqualTo("native");
    assertThat(app.get("grant_types").get(1).asText())
        .isEqualTo("urn:ietf:params:oauth:grant-type:device_code");
  }

  @Test
  void aFileSaysWhatNoOptionDoes() throws IOException {
    Path file = folder.resolve("client.json");
    Files.writeString(
        file,
        """
        {"redirect_uris": ["https://s.example/cb"], "default_max_age": 60, "contacts": ["a@b.c"]}
        """);
    JsonNode client = create("--metadata", file.toString(), "--dpop", "--par");
    assertThat(client.get("default_max_age").asLong()).isEqualTo(60);
    assertThat(client.get("dpop_bound_access_tokens").asBoolean()).isTrue();
    assertThat(client.get("require_pushed_authorization_requests").asBoolean()).isTrue();
  }

  @Test
  void whatMakesNoSenseIsSaidWithoutAStackTrace() {
    Outcome refused =
        shell.run(
            "client",
            "create",
            "Shop",
            "--customer",
            "acme",
            "--grant",
            "authorization_code",
            "--redirect-uri",
            "http://s.example/cb");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            "Each of redirect_uris begins with https:// (http:// only to 127.0.0.1, [::1] or"
                + " localhost).\n");
    assertThat(server.count("SELECT count(*) FROM client")).isZero();
  }

  @Test
  void listShowsACustomersClients() throws IOException {
    JsonNode shop = shop();
    assertThat(JSON.readTree(shell.run("client", "list", "--customer", "acme", "--json").out()))
        .hasSize(1);
    assertThat(shell.run("client", "list", "--customer", "acme").out())
        .startsWith(shop.get("client_id").asText())
        .contains("Shop", "client_secret_basic", "authorization_code refresh_token");
  }

  @Test
  void rotateSecretReplacesIt() throws IOException {
    JsonNode shop = shop();
    JsonNode rotated =
        JSON.readTree(
            shell.run("client", "rotate-secret", "Shop", "--customer", "acme", "--json").out());
    assertThat(authenticates(shop, shop.get("client_secret").asText())).isFalse();
    assertThat(authenticates(shop, rotated.get("client_secret").asText())).isTrue();
  }

  @Test
  void updateReplacesWhatIsGivenAndKeepsTheRest() throws IOException {
    String id = shop().get("client_id").asText();
    Outcome updated =
        shell.run(
            "client", "update", id, "--name", "Store", "--grant", "client_credentials", "--json");
    JsonNode store = JSON.readTree(updated.out());
    assertThat(store.get("client_name").asText()).isEqualTo("Store");
    assertThat(store.get("grant_types").toString()).isEqualTo("[\"client_credentials\"]");
    assertThat(store.get("response_types").toString()).isEqualTo("[]");
    assertThat(store.get("redirect_uris").toString()).isEqualTo("[\"https://s.example/cb\"]");
    assertThat(store.has("client_secret")).isFalse();
    assertThat(shell.run("client", "update", id).code()).isEqualTo(2);
    assertThat(shell.run("client", "update", id, "--public").code()).isEqualTo(2);
  }

  @Test
  void aDisabledClientIsNotLetInUntilItIsEnabled() throws IOException {
    JsonNode shop = shop();
    String id = shop.get("client_id").asText();
    String secret = shop.get("client_secret").asText();
    assertThat(shell.run("client", "disable", id).out()).isEqualTo("Disabled client Shop.\n");
    assertThat(authenticates(shop, secret)).isFalse();
    assertThat(shell.run("client", "enable", id).out()).isEqualTo("Enabled client Shop.\n");
    assertThat(authenticates(shop, secret)).isTrue();
  }

  @Test
  void aNameIsEnoughWhereOnlyOneClientHasIt() throws IOException {
    String id = shop().get("client_id").asText();

    assertThat(
            JSON.readTree(shell.run("client", "show", "Shop", "--json").out())
                .get("client_id")
                .asText())
        .isEqualTo(id);
    assertThat(shell.run("client", "show", "Nobody").code()).isEqualTo(1);
  }

  @Test
  void aGrantThatIsNoneIsAnsweredWithTheWordsThereAre() {
    Outcome refused =
        shell.run("client", "create", "Odd", "--customer", "acme", "--grant", "device");

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            "There is no grant \"device\". There are authorization_code, refresh_token,"
                + " client_credentials, device_code.\n");
  }

  @Test
  void deleteAsksFirstAndUnknownOnesAreSaid() throws IOException {
    String id = shop().get("client_id").asText();
    assertThat(shell.typing("No\n").run("client", "delete", id).code()).isEqualTo(1);
    assertThat(shell.typing("Shop\n").run("client", "delete", id).out())
        .isEqualTo("Deleted client Shop.\n");
    assertThat(shell.run("client", "show", id).err())
        .isEqualTo(
            "There is no client \""
                + id
                + "\". \"countersign client list --customer CUSTOMER\" shows a customer's.\n");
  }
}
