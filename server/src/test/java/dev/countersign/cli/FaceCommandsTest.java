package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.CommandRun;
import dev.countersign.testing.CommandRun.Outcome;
import dev.countersign.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceCommandsTest {
  @TempDir Path folder;
  private CommandRun shell;

  @BeforeEach
  void opened() {
    shell = new CommandRun(folder);
    shell.typing(TestServer.PASSWORD + "\n");
    assertThat(shell.run("customer", "create", "acme", "--password-file", "-").code()).isZero();
  }

  @Test
  void settingsAreShownWithWhatTheyMeanAndCanBeChanged() {
    Outcome shown = shell.run("customer", "settings", "acme");
    assertThat(shown.code()).isZero();
    assertThat(shown.out())
        .contains("face.consent-days                     = 730              Days a consent holds;");
    Outcome changed =
        shell.run(
            "customer",
            "settings",
            "acme",
            "face.consent-days=30",
            "face.duplicates=refuse",
            "--json");
    assertThat(changed.out())
        .startsWith(
            "{\"face.consent-text-version\":\"1\",\"face.consent-purpose\":\"identification\","
                + "\"face.consent-days\":\"30\",\"face.store-original\":\"no\","
                + "\"face.keep-thumbnail\":\"yes\",\"face.retention-days\":\"730\","
                + "\"face.request-days\":\"7\",\"face.duplicates\":\"refuse\","
                + "\"factor.second\":\"optional\",\"factor.remember-days\":\"0\","
                + "\"factor.mail-codes\":\"yes\",\"factor.face\":\"no\",");
    assertThat(shell.run("customer", "settings", "acme", "--json").out()).isEqualTo(changed.out());
  }

  @Test
  void aChangeIsAnsweredWithWhatChangedAndAMisspeltSettingWithTheNearest() {
    assertThat(shell.run("customer", "settings", "acme", "factor.second=required").out())
        .matches("factor\\.second = required +[^\n]+\n");
    assertThat(shell.run("customer", "settings", "acme", "FACTOR.SECOND=off").err())
        .isEqualTo("\"FACTOR.SECOND=off\" changes no setting. Did you mean factor.second?\n");
  }

  @Test
  void aSettingThatIsWrongIsRefusedWithWhatIsRight() {
    Outcome unknown = shell.run("customer", "settings", "acme", "face.days=30");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("\"face.days=30\" changes no setting", "face.consent-days");
    Outcome wrong = shell.run("customer", "settings", "acme", "face.consent-days=0");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).startsWith("face.consent-days must be a number of days from 1 to 3650");
  }

  @Test
  void theNextEpochCanBeBegun() {
    Outcome first = shell.run("key", "epoch", "--json");
    assertThat(first.code()).isZero();
    assertThat(first.out())
        .isEqualTo(
            "{\"epoch\":2,\"rewrapped\":0,\"destroyed\":[1],\"receiptsCompleted\":0,"
                + "\"resumed\":false}\n");
    assertThat(folder.resolve("keys/epochs/epoch-1.key")).doesNotExist();
    assertThat(shell.run("key", "epoch").out())
        .isEqualTo(
            "Epoch 3: 0 keys put under it, keys of epochs [2] destroyed, 0 receipts of erasure"
                + " complete.\n");
  }

  @Test
  void aBackupFromBeforeAnEpochWasClosedComesBackWithoutItsFaces() throws IOException {
    shell.run("key", "epoch");
    Path copy = folder.resolve("copy.db");
    shell.run("backup", copy.toString());
    assertThat(shell.run("key", "epoch").out()).contains("keys of epochs [2] destroyed");
    Files.move(copy, folder.resolve("countersign.db"), StandardCopyOption.REPLACE_EXISTING);

    Outcome refused = shell.run("customer", "list");
    Outcome asked = shell.typing("yes\n").run("key", "epoch", "--lost");
    Outcome done = shell.typing("lost\n").run("key", "epoch", "--lost");

    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains("epoch-2.key", "countersign key epoch --lost");
    assertThat(asked.code()).isEqualTo(1);
    assertThat(asked.err()).contains("Nothing was erased");
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out()).startsWith("Epoch 3 has begun. ");
    assertThat(shell.run("customer", "list").out()).startsWith("acme ");
    Outcome again = shell.run("key", "epoch", "--lost", "--yes");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.err()).startsWith("No key is lost: ");
  }
}
