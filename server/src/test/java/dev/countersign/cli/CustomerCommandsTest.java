package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.domain.Customer;
import dev.countersign.domain.CustomerId;
import dev.countersign.testing.CommandRun;
import dev.countersign.testing.CommandRun.Outcome;
import dev.countersign.testing.MutableClock;
import dev.countersign.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CustomerCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private CommandRun shell;

  @BeforeEach
  void opened() {
    shell = new CommandRun(folder);
  }

  private void acme() {
    assertThat(
            shell
                .typing(TestServer.PASSWORD + "\n")
                .run("customer", "create", "acme", "--password-file", "-")
                .code())
        .isZero();
  }

  private static JsonNode json(Outcome outcome) throws IOException {
    return JSON.readTree(outcome.out());
  }

  @Test
  void aDataFolderThatCannotBeMadeIsRefusedWithWhatToDo() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "nobody makes folders in /proc");

    Outcome refused = shell.runBare("customer", "create", "acme", "--data", "/proc/countersign");

    assertThat(refused.err())
        .isEqualTo(
            "The data folder /proc/countersign cannot be created: nothing can be made in its"
                + " folder; name another.\n");
  }

  @Test
  void createMakesAPasswordAndShowsItOnceAndItSignsIn() throws IOException {
    Outcome created = shell.run("customer", "create", "acme", "--json");

    assertThat(created.err()).isEmpty();
    assertThat(created.code()).isZero();
    JsonNode customer = json(created);
    assertThat(customer.propertyStream().map(field -> field.getKey()))
        .containsExactly("id", "name", "createdAt", "password");
    assertThat(customer.get("createdAt").asText()).isEqualTo("2026-11-22T03:04:05.678Z");
    assertThat(login(customer.get("password").asText())).isEqualTo(200);
  }

  private int login(String password) {
    try (TestServer server = TestServer.start(folder)) {
      return server
          .post(
              "/api/v2/patrons/login", "{\"username\":\"acme\",\"password\":\"" + password + "\"}")
          .status();
    }
  }

  @Test
  void createReadsThePasswordFromTheFirstLineOfAFileAndDoesNotShowIt() throws IOException {
    Path file = Files.writeString(folder.resolve("pw"), TestServer.PASSWORD + "\r\nsecond line\n");

    Outcome created = shell.run("customer", "create", "acme", "--password-file", file.toString());

    assertThat(created.out()).matches("Created customer acme \\(id \\d+\\)\\.\n");
    assertThat(login(TestServer.PASSWORD)).isEqualTo(200);
  }

  @Test
  void aPasswordThatIsTooEasyIsRefusedWithAReason() {
    Outcome refused =
        shell.typing("password1\n").run("customer", "create", "acme", "--password-file", "-");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).startsWith("This password is too easy to guess.");
    assertThat(refused.out()).isEmpty();
  }

  @Test
  void aPasswordFileThatIsNotThereIsNamed() {
    Outcome refused = shell.run("customer", "create", "acme", "--password-file", "/nowhere/pw");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo("There is no file /nowhere/pw to read the password from.\n");
  }

  @Test
  void aTakenNameIsRefused() {
    acme();

    Outcome refused = shell.run("customer", "create", "ACME");

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).isEqualTo("A customer of that name exists already.\n");
  }

  @Test
  void listShowsCustomersByNameAcrossPages() throws IOException {
    try (TestServer server = TestServer.start(folder)) {
      server
          .core()
          .store
          .write(tx -> {
            for (int i = 0; i < 1_201; i++) {
              String name = String.format(Locale.ROOT, "c%04d", i);
              tx.customers()
                  .add(new Customer(new CustomerId(i + 1), name, name, MutableClock.START));
            }
            return true;
          });
    }

    JsonNode all = json(shell.run("customer", "list", "--json"));

    assertThat(all).hasSize(1_201);
    assertThat(all.get(0))
        .isEqualTo(
            JSON.readTree(
                """
                {"id":"1","name":"c0000","createdAt":"2026-11-22T03:04:05.678Z"}\
                """));
    assertThat(all.get(1_200).get("name").asText()).isEqualTo("c1200");
  }

  @Test
  void anEmptyListSaysHowToBegin() {
    assertThat(shell.run("customer", "list").out())
        .isEqualTo("There is no customer yet. Make one: countersign customer create NAME\n");
    assertThat(shell.run("customer", "list", "--json").out()).isEqualTo("[]\n");
  }

  @Test
  void deleteAsksForTheNameAgain() {
    acme();

    Outcome refused = shell.typing("amce\n").run("customer", "delete", "acme");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo(
            "This deletes customer acme with all its users for good. Type \"acme\" to go on: "
                + "Nothing was deleted: the name was not typed again. Programs say --yes.\n");

    Outcome deleted = shell.typing("acme\n").run("customer", "delete", "acme");
    assertThat(deleted.code()).isZero();
    assertThat(deleted.out()).isEqualTo("Deleted customer acme.\n");

    Outcome gone = shell.run("customer", "delete", "acme", "--yes");
    assertThat(gone.code()).isEqualTo(1);
    assertThat(gone.err())
        .isEqualTo("There is no customer \"acme\". \"countersign customer list\" shows all.\n");
  }

  @Test
  void aKeyIsMadeListedRotatedAndDeletedWithoutEverBeingListed() throws IOException {
    acme();

    String[] create = {
      "customer",
      "key",
      "create",
      "acme",
      "--label",
      "gate",
      "--scope",
      "face:verify",
      "--scope",
      "users:read",
      "--json"
    };
    JsonNode made = json(shell.run(create));
    String key = made.get("apiKey").asText();
    assertThat(key).startsWith("cs_" + made.get("id").asText() + "_");
    assertThat(made.get("scopes").toString()).isEqualTo("[\"face:verify\",\"users:read\"]");
    assertThat(login(key)).isEqualTo(200);

    JsonNode rotated =
        json(shell.run("customer", "key", "rotate", "acme", "--label", "gate", "--json"));
    assertThat(login(key)).isEqualTo(401);
    String second = rotated.get("apiKey").asText();
    assertThat(login(second)).isEqualTo(200);

    Outcome list = shell.run("customer", "key", "list", "acme", "--json");
    assertThat(list.out()).doesNotContain(second).doesNotContain("apiKey");
    assertThat(json(list).findValuesAsText("label")).containsExactly("password", "gate");

    assertThat(shell.run("customer", "key", "delete", "acme", "--label", "gate").out())
        .isEqualTo("Deleted key gate.\n");
    assertThat(login(second)).isEqualTo(401);
    assertThat(shell.run("customer", "key", "delete", "acme", "--label", "gate").err())
        .isEqualTo(
            "Customer \"acme\" has no key \"gate\". \"countersign customer key list acme\" shows"
                + " all.\n");
  }

  @Test
  void anUnknownScopeIsAMistakeOfUsageThatNamesTheScopes() {
    acme();

    Outcome refused =
        shell.run("customer", "key", "create", "acme", "--label", "x", "--scope", "users:reed");

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .startsWith("There is no scope \"users:reed\". The scopes are: users:read, users:write,");
  }
}
