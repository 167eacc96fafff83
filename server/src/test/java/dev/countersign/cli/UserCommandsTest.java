package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.domain.Customer;
import dev.countersign.testing.CommandRun;
import dev.countersign.testing.CommandRun.Outcome;
import dev.countersign.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the database of a server that runs all the while. */
class UserCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private TestServer server;
  private Customer acme;
  private CommandRun shell;

  @BeforeEach
  void started() {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    shell = new CommandRun(folder);
  }

  @AfterEach
  void stopped() {
    server.close();
  }

  private JsonNode create(String... more) throws IOException {
    String[] words = new String[6 + more.length];
    String[] first = {"user", "create", "alice", "--customer", "acme", "--json"};
    System.arraycopy(first, 0, words, 0, first.length);
    System.arraycopy(more, 0, words, first.length, more.length);
    return JSON.readTree(shell.run(words).out());
  }

  @Test
  void createMakesAUserWhomTheRunningServerKnows() throws IOException {
    JsonNode alice = create("--email", "alice@example.org", "--full-name", "Alice Liddell");

    assertThat(alice.propertyStream().map(field -> field.getKey()))
        .containsExactly("id", "userName", "fullName", "email", "state", "createdAt", "password");
    assertThat(alice.get("state").asText()).isEqualTo("active");
    assertThat(server.core().users.find(acme.id(), "alice").orElseThrow().profile().email())
        .isEqualTo("alice@example.org");
  }

  @Test
  void updateSetsWhatAUserTellsFieldByField() throws IOException {
    create();

    assertThat(
            run(
                    "update",
                    "--customer",
                    "acme",
                    "--detail",
                    "given-name=Alice",
                    "--detail",
                    "locality=Oxford")
                .out())
        .isEqualTo("Changed user alice.\n");
    assertThat(run("show", "--customer", "acme").out())
        .contains("givenName      Alice\n", "locality       Oxford\n");
    run("update", "--customer", "acme", "--detail", "locality=");
    assertThat(run("show", "--customer", "acme").out()).doesNotContain("locality");

    Outcome unknown = run("update", "--customer", "acme", "--detail", "givenname=Alice");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err())
        .startsWith("There is no field \"givenname\" to --detail. There are given-name, ");
    assertThat(run("update", "--customer", "acme", "--detail", "birthdate=yesterday").err())
        .isEqualTo("Birthdate must be a date such as 1990-01-31, or a year alone.\n");
  }

  @Test
  void oneSessionIsEndedAndOneDeviceForgotten() throws IOException {
    create();
    shell.typing("down the rabbit-hole 7\n");
    run("set-password", "--customer", "acme", "--password-file", "-");
    String[] keys = {signIn(), signIn()};
    assertThat(server.count("SELECT count(*) FROM session")).isEqualTo(2);
    String id =
        String.valueOf(server.rows("SELECT max(id) AS id FROM session").getFirst().get("id"));

    assertThat(run("end-session", id, "--customer", "acme").out())
        .isEqualTo("Ended session " + id + " of user alice.\n");
    Outcome again = run("end-session", id, "--customer", "acme");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).startsWith("User alice has no session " + id + ".");
    assertThat(run("end-session", "x", "--customer", "acme").code()).isEqualTo(1);

    assertThat(run("forget-device", keys[0], "--customer", "acme").out())
        .isEqualTo("Forgot device " + keys[0] + " of user alice.\n");
    assertThat(run("forget-device", keys[0], "--customer", "acme").err())
        .startsWith("User alice has no device " + keys[0] + ".");
    assertThat(run("show", "--customer", "acme").out())
        .contains("devices        [" + keys[1] + "]\n");
  }

  /** As many as ids have from July 2031 on, which are made of the time. */
  @Test
  void aSessionIsEndedWhoseIdHasNineteenDigits() throws IOException {
    create();
    shell.typing("down the rabbit-hole 7\n");
    run("set-password", "--customer", "acme", "--password-file", "-");
    server.clock().set(Instant.parse("2031-08-01T00:00:00Z"));
    signIn();
    String id = Long.toString(server.count("SELECT id FROM session"));

    assertThat(id).hasSize(19);
    assertThat(run("end-session", id, "--customer", "acme").out())
        .isEqualTo("Ended session " + id + " of user alice.\n");
  }

  /** Signs alice in on a new device; answers its key. */
  private String signIn() throws IOException {
    var answer =
        server.post(
            "/v1/iam/auth/sign-in/web/sign-in",
            "{\"userName\":\"alice\",\"password\":\"down the rabbit-hole 7\"}");
    return JSON.readTree(answer.body()).at("/newDeviceMetadata/deviceKey").asText();
  }

  @Test
  void disableAndEnableAreTwoCommands() {
    assertThat(shell.runBare("user", "disable", "--help").out())
        .contains("Usage: countersign user disable ", "Switches an account off:");
    assertThat(shell.runBare("user", "enable", "--help").out())
        .contains("Usage: countersign user enable ", "Switches an account on again.");
  }

  @Test
  void disableEnableSetPasswordAndDeleteChangeTheAccount() throws IOException {
    JsonNode alice = create();
    String[] whose = {"--customer", "acme"};

    assertThat(run("disable", whose).out()).isEqualTo("Disabled user alice.\n");
    assertThat(state()).isEqualTo("DISABLED");
    assertThat(run("enable", whose).out()).isEqualTo("Enabled user alice.\n");
    assertThat(state()).isEqualTo("ACTIVE");

    String before = hash();
    shell.typing("down the rabbit-hole 7\n");
    assertThat(run("set-password", "--customer", "acme", "--password-file", "-").out())
        .isEqualTo("Set the password of user alice (id " + alice.get("id").asText() + ").\n");
    assertThat(hash()).isNotEqualTo(before);

    assertThat(run("delete", "--customer", "acme", "--yes").out())
        .matches("Deleted user alice\\. The receipt is number [0-9]+\\.\n");
    assertThat(server.core().users.find(acme.id(), "alice")).isEmpty();
    Outcome gone = run("disable", whose);
    assertThat(gone.code()).isEqualTo(1);
    assertThat(gone.err())
        .isEqualTo(
            "Customer \"acme\" has no user \"alice\". \"countersign user list --customer acme\""
                + " shows all.\n");
  }

  private Outcome run(String what, String... more) {
    String[] words = new String[3 + more.length];
    words[0] = "user";
    words[1] = what;
    words[2] = "alice";
    System.arraycopy(more, 0, words, 3, more.length);
    return shell.run(words);
  }

  private String state() {
    return server.core().users.find(acme.id(), "alice").orElseThrow().state().name();
  }

  private String hash() {
    return server.core().users.find(acme.id(), "alice").orElseThrow().password().orElseThrow();
  }

  @Test
  void listShowsUsersOfThatCustomerAlone() throws IOException {
    server.user(acme, "bob");
    server.user(server.customer("globex"), "carol");

    JsonNode users = JSON.readTree(shell.run("user", "list", "--customer", "acme", "--json").out());

    assertThat(users.findValuesAsText("userName")).containsExactly("bob");
    assertThat(shell.run("user", "list", "--customer", "acme").out())
        .matches("bob +active +id \\d+ +created 2026-11-22T03:04:05.678Z  bob@example.org\n");
  }

  @Test
  void signingKeysAreListedRotatedAndRevokedUnderTheRunningServer() throws IOException {
    JsonNode before = JSON.readTree(shell.run("key", "list", "--json").out());
    assertThat(before.findValuesAsText("state")).containsExactly("active");
    String first = before.get(0).get("kid").asText();

    JsonNode next = JSON.readTree(shell.run("key", "rotate", "--json").out());
    assertThat(next.get("state").asText()).isEqualTo("pending");

    assertThat(shell.run("key", "revoke", first, "--yes").out())
        .isEqualTo(
            "Revoked key " + first + "; running servers refuse its tokens within seconds.\n");
    JsonNode after = JSON.readTree(shell.run("key", "list", "--json").out());
    assertThat(after.findValuesAsText("kid")).containsExactly(next.get("kid").asText());
    assertThat(after.findValuesAsText("state")).containsExactly("active");
    assertThat(shell.run("key", "revoke", "nothing", "--yes").code()).isEqualTo(1);
  }

  @Test
  void keyWhoseIdBeginsWithADashIsNoOption() {
    for (String kid : List.of("-q9rFSZj2y5jPi5", "--9rFSZj2y5jPi5", "-y9rFSZj2y5jPi5", "-h9r")) {
      Outcome named = shell.run("key", "revoke", kid, "--yes");
      assertThat(named.err())
          .isEqualTo("There is no key \"" + kid + "\". \"countersign key list\" shows all.\n");
      assertThat(named.code()).isEqualTo(1);
      Outcome first = shell.run("key", "revoke", "--yes", kid);
      assertThat(first.err()).isEqualTo(named.err());
      Outcome unconfirmed = shell.run("key", "revoke", kid);
      assertThat(unconfirmed.err()).contains("--yes");
    }
    Outcome misspelt = shell.run("key", "revoke", "nothing", "--yse");
    assertThat(misspelt.code()).isEqualTo(2);
    assertThat(misspelt.err()).contains("Did you mean --yes?");
  }

  @Test
  void nameThatBeginsWithADashFollowsTwo() {
    Outcome taken = shell.run("user", "show", "-dash", "--customer", "acme");
    assertThat(taken.code()).isEqualTo(2);
    assertThat(taken.err()).contains("Is \"-dash\" a value? Then write it after --: -- -dash\n");
    Outcome meant = shell.run("user", "show", "--customer", "acme", "--", "-dash");
    assertThat(meant.err()).contains("no user \"-dash\"");
    assertThat(meant.code()).isEqualTo(1);
  }

  @Test
  void backupWritesACopyWhileTheServerRuns() {
    Path copy = folder.resolve("copy.db");

    Outcome done = shell.run("backup", copy.toString());

    assertThat(done.err()).isEmpty();
    assertThat(done.out()).startsWith("Wrote " + copy + ".\n");
    assertThat(copy).isNotEmptyFile();
    Outcome refused = shell.run("backup", copy.toString());
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo("The file " + copy + " exists already; name one that does not.\n");
  }

  @Test
  void aBackupHasItsNameOnlyOnceItIsWhole() throws Exception {
    Path copy = folder.resolve("copy.db");
    // Of one that was killed.
    Path part = Files.writeString(folder.resolve("copy.db.part"), "SQLite");
    List<Long> sizes = new CopyOnWriteArrayList<>();
    Thread watch =
        Thread.startVirtualThread(() -> {
          while (sizes.isEmpty()) {
            if (Files.exists(copy)) {
              sizes.add(copy.toFile().length());
            }
          }
        });

    Outcome done = shell.run("backup", copy.toString());

    watch.join();
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(sizes).containsExactly(Files.size(copy));
    assertThat(part).doesNotExist();
  }

  @Test
  void aBackupIntoAFolderThatIsNotThereSaysSo() {
    Outcome refused = shell.run("backup", folder.resolve("nowhere/copy.db").toString());

    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo("Cannot create " + folder + "/nowhere/copy.db; does its folder exist?\n");
  }

  @Test
  void theDoctorFindsNothingWrongWithARunningServer() throws IOException {
    Outcome well = shell.run("doctor", "--json");

    assertThat(well.code()).isZero();
    assertThat(JSON.readTree(well.out()).findValuesAsText("state")).doesNotContain("problem");
  }
}
