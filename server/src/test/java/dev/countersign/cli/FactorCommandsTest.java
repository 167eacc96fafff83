package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.testing.AppOfCodes;
import dev.countersign.testing.CommandRun;
import dev.countersign.testing.CommandRun.Outcome;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the database of a server that runs all the while. */
class FactorCommandsTest {
  @TempDir Path folder;
  private TestServer server;
  private CommandRun shell;
  private User alice;

  @BeforeEach
  void started() {
    server = TestServer.start(folder);
    Customer acme = server.customer("acme");
    alice = server.user(acme, "alice");
    shell = new CommandRun(folder);
  }

  @AfterEach
  void stopped() {
    server.close();
  }

  @Test
  void listShowsWhatThereIsAndNothingSecret() {
    Outcome none = shell.run("user", "factors", "list", "alice", "--customer", "acme", "--json");
    assertThat(none.out())
        .isEqualTo(
            "{\"secondFactorAsked\":false,\"passkeys\":[],\"app\":false,\"recoveryCodes\":0,"
                + "\"rememberedBrowsers\":0}\n");
    AppOfCodes.setUp(server, alice);
    assertThat(shell.run("user", "factors", "list", "alice", "--customer", "acme").out())
        .isEqualTo(
            """
            Second factor asked:  yes
            App for codes:        yes
            Recovery codes left:  10
            Remembered browsers:  0
            """);
  }

  @Test
  void resetLeavesThePasswordAndEndsTheSessions() {
    AppOfCodes app = AppOfCodes.setUp(server, alice);
    PageClient browser = new PageClient(server);
    browser.signIn("alice");
    browser.get("/sign-in/second");
    browser.post("/sign-in/second", java.util.Map.of("method", "app", "code", app.code()));
    assertThat(server.count("SELECT count(*) FROM session")).isEqualTo(1);

    Outcome reset = shell.run("user", "factors", "reset", "alice", "--customer", "acme", "--yes");

    assertThat(reset.out())
        .isEqualTo("Took away every factor of alice but the password. Sessions ended: 1.\n");
    assertThat(server.count("SELECT count(*) FROM totp_secret")).isZero();
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE kind = 'factors_reset'"))
        .isEqualTo(1);
    assertThat(new PageClient(server).signIn("alice").header("Location")).isEqualTo("/account");
  }
}
