package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.CommandRun;
import dev.countersign.testing.CommandRun.Outcome;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutgoingHostsTest {
  @Test
  void hostsOfACustomerAreShownAndChanged(@TempDir Path folder) {
    CommandRun shell = new CommandRun(folder);
    shell.typing(TestServer.PASSWORD + "\n");
    assertThat(shell.run("customer", "create", "acme", "--password-file", "-").code()).isZero();

    Outcome refused =
        shell.run("customer", "settings", "acme", "account.webhook-url=https://hooks.example/");
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("hooks.example", "outgoing.allow-hosts", "the customer's outgoing.hosts");
    for (String wrong : List.of("https://hooks.example", "hooks.example:443", "a b", "*.example")) {
      Outcome bad = shell.run("customer", "settings", "acme", "outgoing.hosts=" + wrong);
      assertThat(bad.code()).as(wrong).isEqualTo(2);
      assertThat(bad.err()).containsIgnoringCase("outgoing.hosts must be a list of host names");
    }

    // Both at once: what is checked is what holds then.
    Outcome changed =
        shell.run(
            "customer",
            "settings",
            "acme",
            "account.webhook-url=https://hooks.example/",
            "outgoing.hosts=HOOKS.example, *");

    assertThat(changed.code()).as(changed.err()).isZero();
    assertThat(changed.out()).contains("account.webhook-url = https://hooks.example/");
    assertThat(shell.run("customer", "settings", "acme", "--json").out())
        .contains("\"outgoing.hosts\":\"hooks.example,*\"");
  }
}
