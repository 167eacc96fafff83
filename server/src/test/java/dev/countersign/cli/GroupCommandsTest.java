package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.testing.CommandRun;
import dev.countersign.testing.CommandRun.Outcome;
import dev.countersign.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups, roles, and the acts on accounts that mail somebody. */
class GroupCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private TestServer server;
  private Customer acme;
  private User alice;
  private CommandRun shell;

  @BeforeEach
  void started() {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    alice = server.user(acme, "alice");
    shell = new CommandRun(folder);
  }

  @AfterEach
  void stopped() {
    server.close();
  }

  private Outcome run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--customer");
    all.add("acme");
    return shell.run(all.toArray(String[]::new));
  }

  private String said(String... words) {
    Outcome outcome = run(words);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.code()).isZero();
    return outcome.out();
  }

  private JsonNode shown() {
    try {
      return JSON.readTree(said("user", "show", "alice", "--json"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aRoleOfAGroupIsARoleOfWhoeverIsInIt() {
    assertThat(said("group", "create", "Staff")).startsWith("Created group Staff (id ");
    assertThat(said("role", "create", "reader")).startsWith("Created role reader (id ");
    assertThat(said("group", "add", "staff", "alice")).isEqualTo("User alice is in group Staff.\n");
    assertThat(said("role", "grant", "reader", "--group", "Staff"))
        .isEqualTo("Group Staff has role reader.\n");
    assertThat(shown().get("groups").toString()).isEqualTo("[\"Staff\"]");
    assertThat(shown().get("roles").toString()).isEqualTo("[\"reader\"]");

    assertThat(said("group", "rename", "staff", "Crew"))
        .isEqualTo("The group is now called Crew.\n");
    assertThat(said("group", "list")).startsWith("Crew ");
    assertThat(said("group", "remove", "crew", "alice"))
        .isEqualTo("User alice is not in group Crew.\n");
    assertThat(shown().get("roles").toString()).isEqualTo("[]");
    assertThat(said("role", "grant", "reader", "--user", "alice"))
        .isEqualTo("User alice has role reader.\n");
    assertThat(said("role", "revoke", "reader", "--user", "alice"))
        .isEqualTo("User alice does not have role reader.\n");
    assertThat(said("role", "delete", "reader", "--yes")).isEqualTo("Deleted role reader.\n");
    assertThat(said("group", "delete", "crew", "--yes")).isEqualTo("Deleted group Crew.\n");
    assertThat(run("role", "grant", "reader", "--user", "alice").err())
        .contains("Customer \"acme\" has no role \"reader\"");
  }

  @Test
  void anAccountIsRenamedChangedVouchedForAndSignedOut() {
    assertThat(said("user", "verify-email", "alice"))
        .isEqualTo("The address alice@example.org counts as confirmed.\n");
    assertThat(shown().get("emailVerified").booleanValue()).isTrue();
    assertThat(said("user", "update", "alice", "--full-name", "Alice L."))
        .isEqualTo("Changed user alice.\n");
    assertThat(shown().get("fullName").textValue()).isEqualTo("Alice L.");
    assertThat(said("user", "sign-out", "alice")).isEqualTo("Ended every session of user alice.\n");
    assertThat(said("user", "blacklist", "alice")).isEqualTo("Blacklisted user alice.\n");
    assertThat(said("user", "whitelist", "alice")).isEqualTo("Whitelisted user alice.\n");
    assertThat(said("user", "rename", "alice", "alicia"))
        .isEqualTo("The user is now called alicia.\n");
    assertThat(server.core().users.find(acme.id(), "alicia").orElseThrow().id())
        .isEqualTo(alice.id());
  }

  @Test
  void invitationsAndLinksAreQueuedForTheServerToMail() {
    assertThat(said("user", "invite", "bob", "--email", "bob@example.org"))
        .matches(
            "Invited user bob \\(id [0-9]+\\); the mail to bob@example.org waits to be sent\\.\n");
    assertThat(said("user", "invite", "bob")).contains("the mail to bob@example.org");
    Outcome elsewhere = run("user", "invite", "bob", "--email", "robert@example.org");
    assertThat(elsewhere.code()).isEqualTo(ExitCodes.FAILED);
    assertThat(elsewhere.err())
        .isEqualTo(
            "User bob is there already, and has another e-mail address, bob@example.org."
                + " \"countersign user update\" with --email changes it; then invite them again.\n");
    Outcome known = run("user", "invite", "alice");
    assertThat(known.code()).isEqualTo(1);
    assertThat(known.err())
        .isEqualTo(
            "User alice has a password already. \"countersign user reset-password\" mails a link to"
                + " choose another.\n");
    assertThat(run("user", "invite", "carol").code()).isEqualTo(ExitCodes.USAGE);
    assertThat(said("user", "reset-password", "alice")).contains("alice@example.org");
    assertThat(said("user", "change-email", "alice", "new@example.org"))
        .isEqualTo(
            "A mail to new@example.org with a link to confirm the change waits to be sent.\n");
    assertThat(server.count("SELECT count(*) FROM outbox WHERE kind = 'MAIL'")).isEqualTo(5);
  }

  @Test
  void anAccountLeavesAndIsRestored() {
    assertThat(said("user", "leave", "alice", "--yes"))
        .isEqualTo("User alice will be deleted at 2026-12-06T03:04:05.678Z.\n");
    assertThat(shown().get("state").textValue()).isEqualTo("leaving");
    assertThat(shown().get("deleteAt").textValue()).isEqualTo("2026-12-06T03:04:05.678Z");
    assertThat(said("user", "restore", "alice"))
        .isEqualTo("User alice stays: the planned deletion is called off.\n");
    assertThat(shown().get("state").textValue()).isEqualTo("active");
  }

  @Test
  void settingsAboutAccountsAreShownAndChanged() {
    Outcome changed = shell.run("customer", "settings", "acme", "account.sign-up=closed", "--json");
    assertThat(changed.out()).contains("\"account.sign-up\":\"closed\"");
    assertThat(server.core().customerSettings.account(acme.id()).signUpOpen()).isFalse();
    assertThat(shell.run("customer", "settings", "acme", "account.sign-up=perhaps").err())
        .contains("ccount.sign-up must be open or closed");
  }
}
