package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.CommandRun;
import dev.countersign.testing.CommandRun.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleOperatorCommandsTest {
  @TempDir Path folder;
  private CommandRun shell;

  @BeforeEach
  void somebody() {
    shell = new CommandRun(folder).typing("correct horse battery staple\n");
    good(shell.run("customer", "create", "operations", "--password-file", "-"));
    good(
        shell.run(
            "user",
            "create",
            "olga",
            "--customer",
            "operations",
            "--email",
            "olga@example.org",
            "--password-file",
            "-"));
  }

  private static Outcome good(Outcome outcome) {
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome;
  }

  private Outcome operator(String act, String name) {
    return shell.run("operator", act, name, "--customer", "operations");
  }

  @Test
  void whoWasAddedIsListedUntilTheyAreRemoved() {
    assertThat(good(shell.run("operator", "list")).out())
        .startsWith("Nobody operates the server in the console.");

    assertThat(good(operator("add", "olga")).out())
        .isEqualTo(
            "User olga of operations operates the server from now on; the console is at"
                + " /console.\n");
    assertThat(good(shell.run("operator", "list")).out())
        .matches("olga {28}of operations {12}since \\S+Z\n");
    assertThat(good(operator("remove", "olga")).out())
        .isEqualTo("User olga of operations does not operate the server any more.\n");
    assertThat(good(shell.run("operator", "list")).out()).startsWith("Nobody");
  }

  @Test
  void doingItTwiceChangesNothingAndSaysSo() {
    good(operator("add", "olga"));

    assertThat(good(operator("add", "olga")).out())
        .isEqualTo("User olga of operations operates the server already.\n");
    good(operator("remove", "olga"));
    assertThat(good(operator("remove", "olga")).out())
        .isEqualTo("User olga of operations does not operate the server.\n");
  }

  @Test
  void whoIsNotThereBecomesNoOperator() {
    Outcome nobody = operator("add", "nobody");
    Outcome nowhere = shell.run("operator", "add", "olga", "--customer", "elsewhere");

    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.err()).contains("nobody");
    assertThat(nowhere.code()).isEqualTo(1);
    assertThat(nowhere.err()).contains("elsewhere");
    assertThat(shell.run("operator", "list").out()).startsWith("Nobody");
  }
}
