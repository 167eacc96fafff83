package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.CommandRun;
import dev.countersign.testing.CommandRun.Outcome;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortalSettingsTest {
  @TempDir Path folder;
  private CommandRun shell;

  @BeforeEach
  void opened() {
    shell = new CommandRun(folder);
    shell.typing(TestServer.PASSWORD + "\n");
    assertThat(shell.run("customer", "create", "acme", "--password-file", "-").code()).isZero();
  }

  private Outcome set(String change) {
    return shell.run("customer", "settings", "acme", change, "--json");
  }

  @Test
  void settingsAboutPortalsAreShownAndChanged() {
    assertThat(shell.run("customer", "settings", "acme").out())
        .containsPattern("portal.minutes +=  ?30 +Minutes a portal is open. 1 to 10080.");

    Outcome changed =
        set(
            "portal.parents=https://WWW.Example.com:443, http://localhost:8080"
                + " https://a.example:8443");

    assertThat(changed.out())
        .contains(
            "\"portal.parents\":\"https://www.example.com http://localhost:8080"
                + " https://a.example:8443\",\"portal.liveness\":\"yes\",\"portal.challenge\":\"no\",\"portal.minutes\":\"30\"");
    assertThat(set("portal.challenge=yes").out()).contains("\"portal.challenge\":\"yes\"");
    assertThat(set("portal.liveness=no").out()).contains("\"portal.liveness\":\"no\"");
    assertThat(set("portal.parents=").out()).contains("\"portal.parents\":\"\"");
    assertThat(set("portal.minutes=10080").code()).isZero();
  }

  @Test
  void whatCannotBeUsedIsRefusedWithWhatCan() {
    for (String parent :
        List.of(
            "http://www.example.com",
            "www.example.com",
            "https://www.example.com/",
            "https://*.example.com",
            "https://a@b.example",
            "http://[::1]",
            "https://[::1]:8443",
            "ftp://www.example.com")) {
      Outcome wrong = set("portal.parents=" + parent);
      assertThat(wrong.code()).as(parent).isEqualTo(2);
      assertThat(wrong.err())
          .containsIgnoringCase(
              "portal.parents must be an origin like https://www.example.com, without a path; plain"
                  + " http only for localhost");
    }
    for (String minutes : List.of("0", "10081", "soon", "")) {
      assertThat(set("portal.minutes=" + minutes).err())
          .containsIgnoringCase("portal.minutes must be a number of minutes from 1 to 10080");
    }
    assertThat(set("portal.challenge=perhaps").err())
        .containsIgnoringCase("portal.challenge must be yes or no");
  }
}
