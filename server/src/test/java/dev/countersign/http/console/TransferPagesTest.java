package dev.countersign.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.testing.ConsoleServer;
import dev.countersign.testing.ConsoleStage;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class TransferPagesTest extends ConsoleServer {
  private static final String SERVER = "/console/server/exports";
  private static final String IMPORTS = "/console/server/imports";
  private static final String WORDS = "twelve or more characters";
  private static final Map<String, String> SECRET = Map.of("passphrase", WORDS, "repeated", WORDS);

  @TempDir Path elsewhere;
  private PageClient alice;

  @BeforeEach
  void prepare() {
    server.user(acme, "bob");
    alice = stage.administrator(acme, "alice");
    alice.get(exports(acme));
  }

  private static String exports(Customer customer) {
    return "/console/customers/" + customer.id() + "/exports";
  }

  private static Answer until(PageClient browser, String path, String text)
      throws InterruptedException {
    Answer page = browser.get(path);
    for (int i = 0; i < 200 && !page.body().contains(text); i++) {
      Thread.sleep(50);
      page = browser.get(path);
    }
    assertThat(page.body()).contains(text);
    return page;
  }

  /** Begins an export and waits for it; answers where it is. */
  private static String exported(PageClient browser, String path, Map<String, String> form)
      throws InterruptedException {
    Answer begun = browser.post(path, form);
    assertThat(begun.header("Location")).as(begun.body()).isEqualTo(path + "?done=export-begun");
    String page = until(browser, path, ">Download<").body();
    return page.replaceAll("(?s).*action=\"([^\"]*)/download\".*", "$1");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  @Test
  void anAdministratorExportsTheirCustomerAndFetchesItOnce() throws Exception {
    String one = exported(alice, exports(acme), SECRET);
    Path file = files(folder.resolve("exports")).getFirst();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");

    Answer fetched = alice.post(one + "/download", Map.of());

    assertThat(fetched.status()).isEqualTo(200);
    assertThat(fetched.header("Content-Type")).isEqualTo("application/x-ndjson");
    assertThat(fetched.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"countersign-export.jsonl\"");
    assertThat(fetched.body())
        .startsWith("{\"type\":\"manifest\"")
        .contains("bob@example.org")
        .doesNotContain("\"name\":\"other\"", "$argon2id");
    until(alice, exports(acme), "It was downloaded, and the file is gone.");
    assertThat(files(folder.resolve("exports"))).isEmpty();
    assertThat(alice.post(one + "/download", Map.of()).status()).isEqualTo(404);
    assertThat(server.rows("SELECT actor, customer_id FROM audit_event WHERE kind = 'exported'"))
        .containsExactly(
            Map.of(
                "actor",
                "user:"
                    + acme.id()
                    + "/"
                    + server.count("SELECT id FROM user_account WHERE user_name = 'alice'"),
                "customer_id",
                acme.id().value()));
  }

  @Test
  void whatTheFormLacksIsSaidAndNothingBegins() {
    List<Map<String, String>> forms =
        List.of(
            Map.of(),
            Map.of("passphrase", WORDS),
            Map.of("passphrase", WORDS, "repeated", "another one altogether"),
            Map.of("passphrase", "short", "repeated", "short"),
            Map.of("passphrase", WORDS, "repeated", WORDS, "without-secrets", "yes"));
    for (Map<String, String> form : forms) {
      Answer answer = alice.post(exports(acme), form);
      assertThat(answer.status()).as(form.toString()).isEqualTo(422);
      assertThat(answer.body()).doesNotContain(WORDS).contains("There is no export.");
    }
    assertThat(folder.resolve("exports")).doesNotExist();
  }

  @Test
  void nobodyElseFindsItAndItIsGoneAfterADay() throws Exception {
    String one = exported(alice, exports(acme), SECRET);
    String id = one.substring(one.lastIndexOf('/') + 1);
    PageClient eve = stage.administrator(other, "eve");
    PageClient olga = stage.operator(other, "olga");
    eve.get(exports(other));
    olga.get(SERVER);

    for (String act : List.of("/download", "/delete")) {
      assertThat(eve.post(one + act, Map.of()).status()).isEqualTo(404);
      assertThat(eve.post(exports(other) + "/" + id + act, Map.of()).status()).isEqualTo(404);
      assertThat(olga.post(SERVER + "/" + id + act, Map.of()).status()).isEqualTo(404);
    }
    assertThat(eve.get(exports(other)).body()).contains("There is no export.");
    assertThat(files(folder.resolve("exports"))).hasSize(1);
    assertThat(exported(alice, exports(acme), SECRET)).isNotEqualTo(one);
    assertThat(files(folder.resolve("exports"))).hasSize(1);
    assertThat(alice.post(one + "/download", Map.of()).status()).isEqualTo(404);

    server.clock().advance(Duration.ofHours(25));
    server.core().transfer.backgroundExports.sweep();
    assertThat(files(folder.resolve("exports"))).isEmpty();
  }

  @Test
  void anOperatorsSecretsAreNotAnAdministratorsToExport() throws Exception {
    stage.operator(acme, "olga");

    Answer refused = alice.post(exports(acme), SECRET);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("only operators export secrets of this customer");
    assertThat(folder.resolve("exports")).doesNotExist();
    String one = exported(alice, exports(acme), Map.of("without-secrets", "yes"));
    assertThat(alice.post(one + "/download", Map.of()).body())
        .contains("bob@example.org")
        .doesNotContain("\"secret\"");
  }

  @Test
  void whatOneServerExportedAnotherTriesOutAndThenImports() throws Exception {
    PageClient olga = stage.operator(other, "olga");
    olga.get(SERVER);
    String one = exported(olga, SERVER, SECRET);
    String file = olga.post(one + "/download", Map.of()).body();
    try (TestServer second = TestServer.start(elsewhere)) {
      PageClient oscar = new ConsoleStage(second).operator(second.customer("ops"), "oscar");
      assertThat(oscar.get(IMPORTS).body()).contains("There is no file in the folder.");
      Files.createDirectories(elsewhere.resolve("imports"));
      Files.writeString(elsewhere.resolve("imports/all.jsonl"), file);
      Map<String, String> form = new HashMap<>(Map.of("file", "all.jsonl"));
      form.put("format", "countersign");
      form.put("passphrase", "not the right one");
      assertThat(oscar.get(IMPORTS).body()).contains("<code>all.jsonl</code>");

      String wrong = oscar.post(IMPORTS, form).header("Location");
      until(oscar, wrong, "The passphrase is not the one the file was written with");
      form.put("passphrase", WORDS);
      String trial = oscar.post(IMPORTS, form).header("Location");
      until(oscar, trial, "Import it now");
      assertThat(second.count("SELECT count(*) FROM customer")).isEqualTo(1);

      Map<String, String> again = Map.of("passphrase", WORDS);
      assertThat(oscar.post(wrong + "/run", again).status()).isEqualTo(404);
      String real = oscar.post(trial + "/run", again).header("Location");
      until(oscar, real, "<h2>Records</h2>");
      assertThat(second.count("SELECT count(*) FROM user_account WHERE user_name = 'bob'"))
          .isEqualTo(1);
      assertThat(second.rows("SELECT actor FROM audit_event WHERE kind = 'imported'").toString())
          .contains("user:");
      assertThat(oscar.post(real + "/run", again).status()).isEqualTo(404);
    }
  }

  @Test
  void onlyPlainFilesOfTheFolderAreReadAndOnlyByOperators() throws Exception {
    PageClient olga = stage.operator(other, "olga");
    Path imports = Files.createDirectories(folder.resolve("imports"));
    Files.writeString(elsewhere.resolve("users.json"), "{\"users\":[]}");
    Files.createSymbolicLink(imports.resolve("link"), elsewhere.resolve("users.json"));
    Files.writeString(imports.resolve("realm.json"), "{\"users\":[]}");
    olga.get(IMPORTS);

    for (String name : List.of("../countersign.db", "link", "", "/etc/passwd", "none")) {
      Answer answer = olga.post(IMPORTS, Map.of("file", name, "format", "countersign"));
      assertThat(answer.status()).as(name).isEqualTo(422);
      assertThat(answer.body()).contains("There is no such file in the folder");
    }
    Map<String, String> nobodys = Map.of("file", "realm.json", "format", "keycloak");
    assertThat(olga.post(IMPORTS, nobodys).body())
        .contains("Name the customer that the users of the file come to");
    assertThat(alice.get(IMPORTS).status()).isEqualTo(404);
    assertThat(alice.post(IMPORTS, nobodys).status()).isEqualTo(404);
  }
}
