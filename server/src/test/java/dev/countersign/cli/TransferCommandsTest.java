package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.CommandRun;
import dev.countersign.testing.CommandRun.Outcome;
import dev.countersign.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit calls prepared() first
class TransferCommandsTest {
  private static final String USERS =
      """
                                   added  replaced   present  conflict   refused
      customer                         1         0         0         0         0
      api-key                          1         0         0         0         0
      user                             1         0         0         0         0
      """;

  @TempDir Path folder;
  private CommandRun from;
  private CommandRun to;
  private Path words;
  private Path file;

  @BeforeEach
  void prepared() throws IOException {
    from = new CommandRun(Files.createDirectory(folder.resolve("from")));
    to = new CommandRun(Files.createDirectory(folder.resolve("to")));
    words = Files.writeString(folder.resolve("words.txt"), "seven words nobody else knows\n");
    file = folder.resolve("all.jsonl");
    from.typing(TestServer.PASSWORD + "\n");
    assertThat(from.run("customer", "create", "acme", "--password-file", "-").code()).isZero();
    assertThat(
            from.run("user", "create", "alice", "--customer", "acme", "--password-file", "-")
                .code())
        .isZero();
  }

  private Outcome export(String... more) {
    return run(from, "export", more);
  }

  private Outcome imported(String... more) {
    return run(to, "import", more);
  }

  private Outcome run(CommandRun shell, String command, String... more) {
    String[] all = new String[2 + more.length];
    all[0] = command;
    all[1] = file.toString();
    System.arraycopy(more, 0, all, 2, more.length);
    return shell.run(all);
  }

  @Test
  void aFolderThatIsNotThereIsSaid() {
    Path lost = folder.resolve("nowhere").resolve("all.jsonl");
    Outcome exported = from.run("export", lost.toString(), "--without-secrets");
    assertThat(exported.code()).isEqualTo(1);
    assertThat(exported.err())
        .isEqualTo(
            "The file " + lost + " cannot be made: its folder does not exist; make it first.\n");
  }

  @Test
  void exportAndImportSayWhatTheyDid() {
    Outcome exported = export("--passphrase-file", words.toString());
    assertThat(exported.err()).isEmpty();
    assertThat(exported.code()).isZero();
    assertThat(exported.out())
        .isEqualTo(
            """
                     1 customer
                     1 api-key
                     1 user
            Wrote %s.
            """
                .formatted(file));

    Outcome dry = imported("--passphrase-file", words.toString(), "--dry-run");
    assertThat(dry.code()).isZero();
    assertThat(dry.out())
        .isEqualTo(USERS + "Nothing was written: this is what an import would do.\n");
    Outcome imported = imported("--passphrase-file", words.toString());
    assertThat(imported.err()).isEmpty();
    assertThat(imported.out()).isEqualTo(USERS);
    assertThat(imported("--passphrase-file", words.toString(), "--json").out())
        .isEqualTo(
            "{\"dryRun\":false,\"damaged\":0,\"resumedAfter\":0,\"records\":{\"customer\":{"
                + "\"added\":0,\"replaced\":0,\"present\":1,\"conflict\":0,\"refused\":0},"
                + "\"api-key\":{\"added\":0,\"replaced\":0,\"present\":1,\"conflict\":0,"
                + "\"refused\":0},\"user\":{\"added\":0,\"replaced\":0,\"present\":1,"
                + "\"conflict\":0,\"refused\":0}},\"notTakenOver\":{}}\n");
  }

  @Test
  void secretsAreLeftOutOnlyWhenThatIsSaid() {
    Outcome neither = export();
    assertThat(neither.code()).isEqualTo(2);
    assertThat(neither.err())
        .isEqualTo(
            "The file holds password hashes, keys and faces. Say with --passphrase-file what they"
                + " are to be encrypted under, or leave them out with --without-secrets.\n");
    assertThat(export("--passphrase-file", words.toString(), "--without-secrets").code())
        .isEqualTo(2);
    assertThat(export("--without-secrets").code()).isZero();
    assertThat(imported().code()).isZero();
  }

  @Test
  void aPassphraseThatIsSoonFoundOutIsRefused() throws IOException {
    Path few = Files.writeString(folder.resolve("few.txt"), "elevenchars\n");
    Outcome outcome = export("--passphrase-file", few.toString());
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .isEqualTo(
            "The passphrase is too short: whoever finds the file can try many. Take at least 12"
                + " characters.\n");
    assertThat(file).doesNotExist();
  }

  @Test
  void signingKeysNeedAPassphrase() {
    Outcome outcome = export("--without-secrets", "--with-signing-keys");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).isEqualTo("Signing keys are exported under a passphrase only.\n");
  }

  @Test
  void aConflictIsAFailureThatNamesTheLine() {
    assertThat(export("--passphrase-file", words.toString()).code()).isZero();
    assertThat(imported("--passphrase-file", words.toString()).code()).isZero();
    to.typing("another horse, correct battery\n");
    assertThat(
            to.run("user", "set-password", "alice", "--customer", "acme", "--password-file", "-")
                .code())
        .isZero();

    Outcome conflict = imported("--passphrase-file", words.toString());

    assertThat(conflict.code()).isEqualTo(1);
    assertThat(conflict.err())
        .matches(
            "Line 4: user \\d+ is here in another form, which is kept; they differ in:"
                + " credentialVersion, updatedAt, passwordHash\\.\n");
    assertThat(imported("--passphrase-file", words.toString(), "--replace").code()).isZero();
  }

  @Test
  void aWrongPassphraseAndADamagedFileAreTold() throws IOException {
    assertThat(export("--passphrase-file", words.toString()).code()).isZero();
    Path wrong = Files.writeString(folder.resolve("wrong.txt"), "no idea\n");
    Outcome refused = imported("--passphrase-file", wrong.toString());
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .isEqualTo("The passphrase is not the one the file was written with.\n");
    assertThat(imported().err()).contains("The file is encrypted: give its passphrase with");

    Files.writeString(file, Files.readString(file).replace("\"alice\"", "\"alise\""));
    Outcome damaged = imported("--passphrase-file", words.toString());
    assertThat(damaged.code()).isEqualTo(1);
    assertThat(damaged.err())
        .isEqualTo(
            "Line 4: it is damaged: it was changed, or a line before it is missing or was"
                + " moved.\n");
    assertThat(damaged.out())
        .isEqualTo(
            "Nothing was imported, for the file is damaged (faults: 1). Copy it again from where it"
                + " was written.\n");
  }

  @Test
  void anOperatorsClientComesAlongOnlyWhenThatIsSaid() {
    assertThat(
            from.run(
                    "client",
                    "create",
                    "operations",
                    "--customer",
                    "acme",
                    "--grant",
                    "client_credentials",
                    "--scope",
                    "server:admin")
                .code())
        .isZero();
    assertThat(export("--passphrase-file", words.toString()).code()).isZero();

    Outcome refused = imported("--passphrase-file", words.toString());
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .matches(
            "Line 4: client \\d+ cannot be stored: \"operations\" has the scope server:admin,"
                + " which reaches every customer; --allow-operator lets it have it\\.\n");
    assertThat(imported("--passphrase-file", words.toString(), "--allow-operator").code()).isZero();
  }

  @Test
  void theOtherServersAreNamed() {
    assertThat(imported("--from", "okta").err())
        .isEqualTo("--from is countersign, keycloak or loopback, not \"okta\".\n");
  }
}
