package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.testing.CommandRun;
import dev.countersign.testing.CommandRun.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private CommandRun shell;

  @BeforeEach
  void opened() {
    shell = new CommandRun(folder);
  }

  @Test
  void serveSaysWhereItIsAndHowToMakeTheFirstCustomer() {
    Outcome served = shell.run("serve", "--port", "0");

    assertThat(served.code()).isZero();
    assertThat(served.log())
        .containsPattern("countersign: Listening on 127\\.0\\.0\\.1 port \\d+\n")
        .contains("countersign: Ready in 321 ms\n")
        .contains(
            "There is no customer yet. Make the first in another terminal: countersign customer"
                + " create NAME --data "
                + folder);
  }

  @Test
  void aGracefulStopIsLoggedAtItsStartAndItsEnd() {
    Outcome served = shell.run("serve", "--port", "0", "--set", "server.shutdown-grace=7s");

    assertThat(served.log())
        .containsPattern(
            "(?s)countersign: Ready in .*"
                + "countersign: Stopping: no new requests are taken; those under way have 7 s\n.*"
                + "countersign: Stopped in \\d+ ms\n$");
  }

  @Test
  void serveLogsJsonWhereThatIsConfigured() throws IOException {
    Outcome served = shell.run("serve", "--log.format=json", "--server.port=0");

    JsonNode first = JSON.readTree(line(served, "countersign"));
    assertThat(first.get("level").asText()).isEqualTo("INFO");
    assertThat(first.get("message").asText()).startsWith("Store: SQLite ");
  }

  private static String line(Outcome served, String logger) {
    return served
        .log()
        .lines()
        .filter(line -> line.contains("\"logger\":\"" + logger + "\""))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aTakenPortIsSaidWithoutAStackTrace() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Outcome refused = shell.run("serve", "--port", Integer.toString(taken.getLocalPort()));

      assertThat(refused.code()).isEqualTo(3);
      assertThat(refused.err())
          .startsWith("The address or port cannot be listened on (")
          .endsWith("Is another server running? Choose another port with --port.\n");
      assertThat(refused.log()).doesNotContain("ERROR", "WARN", "Javalin");
    }
  }

  @Test
  void printConfigShowsEverySettingWithItsOriginAndNoSecret() throws IOException {
    Outcome shown =
        shell
            .with("COUNTERSIGN_DB", "postgresql://auth@127.0.0.1/auth")
            .with("COUNTERSIGN_DB_PASSWORD", "hush")
            .run("serve", "--print-config", "--port", "9000", "--set", "log.level=warn");

    assertThat(shown.code()).isZero();
    assertThat(shown.out())
        .contains("server.port = 9000  # flag --server.port\n")
        .contains("log.level = warn  # flag --log.level\n")
        .contains("db-password = ********  # environment COUNTERSIGN_DB_PASSWORD\n")
        .doesNotContain("hush");
    JsonNode json = JSON.readTree(shell.run("serve", "--print-config", "--json").out());
    assertThat(json.get("server.port").get("origin").asText()).isEqualTo("default");
  }

  @Test
  void everyMistakeInTheConfigurationIsToldAtOnce() {
    Outcome refused =
        shell.with("COUNTERSIGN_SERVER_PROT", "1").run("customer", "list", "--server.port=99999");

    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .startsWith("The configuration has 2 errors:\n")
        .contains("COUNTERSIGN_SERVER_PROT (environment): unknown variable")
        .contains("server.port (flag --server.port): \"99999\" is not allowed");
  }

  @Test
  void aDatabaseOutOfReachIsExitCodeThree() {
    Outcome refused =
        shell.run("customer", "list", "--db", "postgresql://nobody@127.0.0.1:1/nothing");

    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).startsWith("Cannot reach the database; check its address,");
  }

  @Test
  void aSettingMayBeGivenInTwoWords() {
    Outcome shown =
        shell.run("serve", "--print-config", "--server.port", "9000", "--log.level", "warn");

    assertThat(shown.code()).as(shown.err()).isZero();
    assertThat(shown.out())
        .contains("server.port = 9000  # flag --server.port\n")
        .contains("log.level = warn  # flag --log.level\n");
    assertThat(shell.run("serve", "--server.prot", "9000").err())
        .contains("server.prot (flag --server.prot): unknown key; did you mean server.port?");
  }

  @Test
  void aSettingWithoutAValueIsAnsweredWithWhatToWrite() {
    for (String[] words :
        new String[][] {
          {"serve", "--server.port"}, {"serve", "--server.port", "--print-config"},
        }) {
      Outcome refused = shell.runBare(words);

      assertThat(refused.code()).isEqualTo(2);
      assertThat(refused.err()).contains("A setting needs a value: --server.port=VALUE\n");
    }
  }

  @Test
  void aWrongWordIsAnsweredWithTheRightOne() {
    Outcome refused = shell.runBare("customer", "creat", "acme");

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("Did you mean: customer create")
        .endsWith("\"countersign customer --help\" shows what can be said.\n");
    Outcome alone = shell.runBare("customer");
    assertThat(alone.code()).isEqualTo(2);
    assertThat(alone.err())
        .startsWith(
            "Say what to do: countersign customer create, list, delete, settings, renew-face-secret, key.\n");
  }

  @Test
  void aMisspeltOptionIsAnsweredWithTheRightOne() {
    Outcome refused = shell.runBare("serve", "--prt", "9000");

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("--prt", "Did you mean --port?\n")
        .doesNotContain("--print-config")
        .endsWith("\"countersign serve --help\" shows what can be said.\n");
    assertThat(shell.runBare("customer", "list", "--jsno").err())
        .contains("Did you mean --json?\n");
    assertThat(shell.runBare("serve", "--prt=9000").err()).contains("Did you mean --port?\n");
  }

  @Test
  void everyCommandHasHelpThatNamesTheExitCodes() {
    for (String[] command :
        new String[][] {
          {"--help"}, {"serve", "--help"}, {"customer", "key", "create", "--help"}, {"doctor", "-h"}
        }) {
      Outcome help = shell.runBare(command);

      assertThat(help.code()).isZero();
      assertThat(help.out()).contains("Usage: countersign").contains("Exit codes:");
    }
  }

  @Test
  void helpIsAWordToo() {
    Outcome overview = shell.runBare("help");

    assertThat(overview.code()).isZero();
    assertThat(overview.err()).isEmpty();
    assertThat(overview.out())
        .startsWith("An authentication server: passwords, tokens and faces.\nUsage: countersign ")
        .contains("Examples:", "Exit codes:")
        .containsPattern("\n  help +Shows what there is, or what one command does and takes\\.\n");
    assertThat(shell.runBare()).isEqualTo(overview);
    assertThat(shell.runBare("--help")).isEqualTo(overview);
    assertThat(shell.runBare("help", "serve")).isEqualTo(shell.runBare("serve", "--help"));
    assertThat(shell.runBare("help", "customer")).isEqualTo(shell.runBare("customer", "--help"));
    Outcome deep = shell.runBare("help", "customer", "key", "create");
    assertThat(deep).isEqualTo(shell.runBare("customer", "key", "create", "--help"));
    assertThat(deep.code()).isZero();
    assertThat(deep.out()).contains("Usage: countersign customer key create");
    assertThat(shell.runBare("help", "help").out())
        .contains("countersign help user create")
        .doesNotContain("--db");
  }

  @Test
  void helpOnACommandThatIsNoneSaysWhichItCouldBe() {
    Outcome refused = shell.runBare("help", "customer", "creat");

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .contains("'creat'", "Did you mean: customer create")
        .endsWith("\"countersign customer --help\" shows what can be said.\n");
    assertThat(shell.runBare("help", "nonsense").code()).isEqualTo(2);
  }

  @Test
  void aPasswordIsNeverTakenFromTheCommandLine() {
    Outcome refused = shell.run("customer", "create", "acme", "--password", "secret words here");

    assertThat(refused.code()).isEqualTo(2);
  }

  @Test
  void migrateSaysWhatIsPendingAndDoesIt() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    String[] plan = {"migrate", "--plan", "--json", "--data", empty.toString()};

    assertThat(JSON.readTree(shell.runBare(plan).out()).get("pending").get(0).asText())
        .isEqualTo("1 session core");
    assertThat(shell.runBare("migrate", "--data", empty.toString()).out())
        .startsWith("Done: 1 session core\n");
    assertThat(shell.runBare(plan).out()).isEqualTo("{\"pending\":[]}\n");
    assertThat(shell.run("migrate").out()).isEqualTo("The schema is up to date.\n");
  }

  @Test
  void whatTheServerMakesOthersCannotReadAndTheDoctorTellsWhenTheyCan() throws IOException {
    Path data = folder.resolve("some/data");
    Path file = data.resolve("countersign.db");
    assertThat(shell.runBare("migrate", "--data", data.toString()).code()).isZero();
    assertThat(permissions(data)).isEqualTo("rwx------");
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(shell.runBare("doctor", "--data", data.toString()).out())
        .doesNotContain("others can read");

    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(shell.runBare("doctor", "--data", data.toString()).out())
        .containsPattern("note +data folder +others can read .*; run: chmod 700 ")
        .containsPattern("note +database file +others can read .*; run: chmod 600 ");
  }

  @Test
  void theDoctorNamesTheFaceModels() throws IOException {
    assertThat(shell.run("doctor").out())
        .containsPattern(
            "ok +face models +fr_feature.onnx, MIT, "
                + "87aacdfe57510db2af90c0251df680e8eec88f122ee94712121d09bcaaaf3581");

    Path other = Files.createDirectory(folder.resolve("models"));
    assertThat(shell.run("doctor", "--set", "face.models=" + other).out())
        .containsPattern("problem +face models +The face model fr_detect.onnx cannot be read; put");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void theDoctorNamesAKeyFileThatOthersCanRead() throws IOException {
    shell.run("customer", "list");
    Path key = folder.resolve("keys/key-encryption-key.json");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));

    Outcome sick = shell.run("doctor");

    assertThat(sick.code()).isEqualTo(1);
    assertThat(sick.out()).containsPattern("problem +key file +.*key-encryption-key.json");
  }

  @Test
  void theDoctorNamesAKeyThatDoesNotBelongToTheDatabase() throws IOException {
    shell.run("customer", "list");
    Path other = Files.createDirectory(folder.resolve("other"));
    new CommandRun(other).run("customer", "list");
    Path key = Path.of("keys/key-encryption-key.json");
    Files.write(folder.resolve(key), Files.readAllBytes(other.resolve(key)));

    Outcome sick = shell.run("doctor");

    assertThat(sick.code()).isEqualTo(1);
    assertThat(sick.out()).containsPattern("problem +encryption +this database was written with");
    assertThat(shell.run("customer", "list").code()).isEqualTo(3);
  }

  @Test
  void aServerWithTheWrongKeyOrHalfOfItEndsWithThreeAndSaysWhatToDo() throws IOException {
    shell.run("customer", "list");
    Path key = folder.resolve("keys/key-encryption-key.json");
    String right = Files.readString(key);
    Path other = Files.createDirectory(folder.resolve("other"));
    new CommandRun(other).run("customer", "list");

    Files.writeString(key, right.substring(0, right.length() / 2));
    Outcome half = shell.run("serve", "--port", "0");
    Files.copy(
        other.resolve("keys/key-encryption-key.json"), key, StandardCopyOption.REPLACE_EXISTING);
    Outcome wrong = shell.run("serve", "--port", "0");
    Files.writeString(key, right);

    assertThat(half.code()).isEqualTo(3);
    assertThat(half.err())
        .isEqualTo(
            "What "
                + key
                + " holds is no key, or a part of one. Put a copy of the right one back.\n");
    assertThat(half.log()).isEmpty();
    assertThat(wrong.code()).isEqualTo(3);
    assertThat(wrong.err()).startsWith("This database was written with key ");
    assertThat(shell.run("serve", "--port", "0").code()).isZero();
  }

  @Test
  void aFileThatIsNoDatabaseOrSomebodyElsesIsLeftAsItIs() throws Exception {
    Path file = folder.resolve("countersign.db");
    byte[] noise = new byte[8192];
    new Random(7).nextBytes(noise);
    Files.write(file, noise);
    for (String command : List.of("serve --port 0", "customer list")) {
      Outcome refused = shell.run(command.split(" "));

      assertThat(refused.code()).isEqualTo(3);
      assertThat(refused.err())
          .isEqualTo(
              "The database cannot be read: the file is no SQLite database, or its beginning is"
                  + " damaged; restore the last backup.\n");
    }
    assertThat(shell.run("doctor").out())
        .containsPattern("problem +database +.*no SQLite database");
    assertThat(Files.readAllBytes(file)).isEqualTo(noise);

    Files.delete(file);
    try (Connection foreign = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = foreign.createStatement()) {
      statement.execute("CREATE TABLE recipe (name TEXT)");
    }
    Outcome refused = shell.run("serve", "--port", "0");

    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err())
        .isEqualTo(
            "The database holds tables of something else than Countersign; name an empty database,"
                + " or the one Countersign made.\n");
  }

  @Test
  void aCertificateThatCannotBeUsedEndsWithThreeAndNamesItsFile() throws IOException {
    Path certificate = Files.writeString(folder.resolve("chain.pem"), "not a certificate");

    Outcome refused =
        shell.run(
            "serve",
            "--port",
            "0",
            "--tls-cert",
            certificate.toString(),
            "--tls-key",
            certificate.toString());

    assertThat(refused.code()).isEqualTo(3);
    assertThat(refused.err()).contains(certificate.toString()).doesNotContain("Unexpected");
  }

  @Test
  void theDoctorSpeaksOfAnEmptyFolderWithoutMakingAnything() throws IOException {
    Path nowhere = folder.resolve("nowhere");

    Outcome well = shell.runBare("doctor", "--data", nowhere.toString());

    assertThat(well.code()).isZero();
    assertThat(well.out())
        .contains("it is made when the server starts")
        .containsPattern("note +database +there is none in " + nowhere + "; if it is elsewhere use")
        .endsWith("No problems.\n");
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void inAWrongFolderNothingIsMade() throws IOException {
    Path nowhere = folder.resolve("nowhere");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    Path picture = Files.writeString(folder.resolve("a.jpg"), "not looked at");
    for (String words :
        List.of(
            "customer list",
            "customer delete acme --yes",
            "customer settings acme",
            "customer key list acme",
            "user list --customer acme",
            "user create alice --customer acme",
            "key list",
            "key rotate",
            "key epoch",
            "face erase alice --customer acme --yes",
            "face enroll alice --customer acme --image " + picture,
            "face search --customer acme --image " + picture,
            "backup " + folder.resolve("copy.db"))) {
      for (Path wrong : List.of(nowhere, empty)) {
        Outcome refused = shell.runBare((words + " --data " + wrong).split(" "));

        assertThat(refused.code()).as(words).isEqualTo(2);
        assertThat(refused.out()).as(words).isEmpty();
        assertThat(refused.err())
            .as(words)
            .isEqualTo(
                "There is no database in "
                    + wrong
                    + "; use --data DIR (or create the first customer with \"countersign customer"
                    + " create NAME\").\n");
      }
    }
    assertThat(nowhere).doesNotExist();
    assertThat(empty).isEmptyDirectory();
    assertThat(folder.resolve("copy.db")).doesNotExist();
  }

  @Test
  void theFirstCustomerMakesTheDatabase() {
    Path made = folder.resolve("new");

    assertThat(shell.runBare("customer", "create", "acme", "--data", made.toString()).code())
        .isZero();
    assertThat(shell.runBare("customer", "list", "--data", made.toString()).out())
        .startsWith("acme ");
  }
}
