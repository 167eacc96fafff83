package dev.countersign.http.console;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.testing.ConsoleStage;
import dev.countersign.testing.MultipartForm;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ImportUploadTest {
  private static final String IMPORTS = "/console/server/imports";
  private static final String UPLOAD = IMPORTS + "/upload";
  private static final int LARGEST = 8 * 1024 * 1024;

  @TempDir Path folder;
  private TestServer server;
  private Customer ops;
  private PageClient olga;

  @BeforeEach
  void start() {
    server = TestServer.start(folder, Map.of("server.max-upload", "8MiB"));
    ops = server.customer("ops");
    olga = new ConsoleStage(server).operator(ops, "olga");
    olga.get(IMPORTS);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private MultipartForm form(String name, byte[] content) {
    return new MultipartForm().text("csrf", olga.token()).file("upload", name, content);
  }

  private Answer sent(String name, String content) {
    return olga.upload(UPLOAD, form(name, content.getBytes(UTF_8)));
  }

  private List<String> names() throws IOException {
    Path imports = folder.resolve("imports");
    if (!Files.isDirectory(imports)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(imports)) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileFarLargerThanOtherBodiesComesWholeAndIsTriedOutNext() throws IOException {
    byte[] content = new byte[5 * 1024 * 1024];
    new Random(3).nextBytes(content);

    Answer answer = olga.upload(UPLOAD, form("All of it.jsonl", content));

    assertThat(answer.header("Location"))
        .isEqualTo(IMPORTS + "?file=All-of-it.jsonl&done=uploaded");
    Path file = folder.resolve("imports/All-of-it.jsonl");
    assertThat(file).hasBinaryContent(content);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(olga.get(answer.header("Location")).body())
        .contains("The file is there.", "<option value=\"All-of-it.jsonl\" selected>");
    assertThat(server.rows("SELECT actor, detail FROM audit_event WHERE kind = 'import_uploaded'"))
        .containsExactly(
            Map.of(
                "actor",
                "user:"
                    + ops.id()
                    + "/"
                    + server.count("SELECT id FROM user_account WHERE user_name = 'olga'"),
                "detail",
                "{\"file\":\"All-of-it.jsonl\"}"));
    Answer trial = olga.post(IMPORTS, Map.of("file", "All-of-it.jsonl", "format", "countersign"));
    assertThat(trial.header("Location")).startsWith(IMPORTS + "/");
  }

  @Test
  void namesOfOtherMachinesBecomePlainOnes() throws IOException {
    sent("C:\\Users\\me\\realm.json", "{}");
    sent("../../etc/passwd", "{}");
    sent(".hidden", "{}");
    sent("Prüfung <b>.json", "{}");
    assertThat(names()).containsExactly("Pr-fung-b-.json", "hidden", "passwd", "realm.json");
    for (String name : List.of("...", "x.part", "x.progress", "a.next")) {
      assertThat(sent(name, "{}").status()).as(name).isEqualTo(422);
    }
    assertThat(names()).hasSize(4);
  }

  @Test
  void whatTheFormLacksIsSaidBesideTheField() throws IOException {
    Answer none = olga.upload(UPLOAD, form("", new byte[0]));
    assertThat(none.status()).isEqualTo(422);
    assertThat(none.body()).contains("role=\"alert\">Choose a file first.</p>");

    sent("realm.json", "first");
    Answer again = sent("realm.json", "second");
    assertThat(again.status()).isEqualTo(422);
    assertThat(again.body())
        .contains("There is a file realm.json in the folder already; rename yours");
    assertThat(folder.resolve("imports/realm.json")).hasContent("first");
    assertThat(names()).containsExactly("realm.json");
  }

  @Test
  void aLargerFileThanAllowedIsRefusedAndLeavesNothing() throws IOException {
    Answer answer = olga.upload(UPLOAD, form("big.jsonl", new byte[LARGEST + 100_000]));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("The file is larger than 8 MiB, which is server.max-upload");
    assertThat(names()).isEmpty();
    assertThat(olga.upload(UPLOAD, form("most.jsonl", new byte[LARGEST])).status()).isEqualTo(303);
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Files.writeString(folder.resolve("imports"), "a file where the folder should be");
    Answer answer = sent("realm.json", "{}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("The file cannot be written to " + folder);
  }

  /** The token is looked at before the file: where it is wrong or late, no file is begun. */
  @Test
  void withoutItsTokenBeforeItNoFileIsTaken() throws IOException {
    byte[] content = new byte[300_000];
    String right = olga.token();
    List<MultipartForm> forms =
        List.of(
            new MultipartForm().file("upload", "a.json", content),
            new MultipartForm().text("csrf", "").file("upload", "a.json", content),
            new MultipartForm().text("csrf", "A".repeat(43)).file("upload", "a.json", content),
            new MultipartForm().file("upload", "a.json", content).text("csrf", right));
    for (MultipartForm form : forms) {
      assertThat(olga.upload(UPLOAD, form).status()).isEqualTo(403);
      assertThat(olga.upload(UPLOAD + "?csrf=" + right, form).status()).isEqualTo(403);
    }
    Answer foreign =
        olga.upload(
            UPLOAD,
            new MultipartForm().text("csrf", right).file("upload", "a.json", content),
            "Sec-Fetch-Site",
            "cross-site");
    assertThat(foreign.status()).isEqualTo(403);
    assertThat(folder.resolve("imports")).doesNotExist();
    assertThat(server.send("POST", UPLOAD, content, "Content-Type", "text/plain").status())
        .isEqualTo(415);
  }

  @Test
  void onlyOperatorsUpload() throws IOException {
    PageClient alice = new ConsoleStage(server).administrator(server.customer("acme"), "alice");
    alice.get("/console/customers/" + server.count("SELECT id FROM customer WHERE name = 'acme'"));
    PageClient stranger = new PageClient(server);
    stranger.get("/sign-in");
    Map<PageClient, Integer> answers = Map.of(alice, 404, stranger, 303);
    answers.forEach((browser, status) -> {
      MultipartForm form =
          new MultipartForm().text("csrf", browser.token()).file("upload", "a.json", new byte[9]);
      Answer answer = browser.upload(UPLOAD, form);
      assertThat(answer.status()).isEqualTo(status);
    });
    assertThat(folder.resolve("imports")).doesNotExist();
  }

  @Test
  void anUploadThatBreaksOffLeavesNothingBehind() throws Exception {
    byte[] begun = form("half.jsonl", new byte[400_000]).begun();
    String head =
        String.join(
            "\r\n",
            "POST " + UPLOAD + " HTTP/1.1",
            "Host: localhost",
            "Content-Type: " + MultipartForm.TYPE,
            "Content-Length: 1000000",
            "Cookie: " + PageClient.COOKIE + "=" + olga.cookie(PageClient.COOKIE),
            "",
            "");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      socket.getOutputStream().write(begun);
      socket.getOutputStream().flush();
      for (int i = 0; i < 1000 && names().isEmpty(); i++) {
        Thread.sleep(20);
      }
      assertThat(names()).containsExactly("half.jsonl.part");
      assertThat(olga.get(IMPORTS).body()).doesNotContain("half.jsonl");
      assertThat(sent("half.jsonl", "{}").body()).contains("is being uploaded already");
    }
    for (int i = 0; i < 1000 && !names().isEmpty(); i++) {
      Thread.sleep(20);
    }
    assertThat(names()).isEmpty();
    assertThat(sent("half.jsonl", "{}").status()).isEqualTo(303);
    assertThat(server.count("SELECT count(*) FROM audit_event WHERE kind = 'import_uploaded'"))
        .isEqualTo(1);
  }

  @Test
  void whatAProcessLeftThatEndedIsSweptByTheNextUpload() throws IOException {
    Files.createDirectories(folder.resolve("imports"));
    Path left = Files.writeString(folder.resolve("imports/old.jsonl.part"), "half");
    Instant before = Instant.now().minus(Duration.ofDays(2));
    Files.setLastModifiedTime(left, FileTime.from(before));
    Files.writeString(folder.resolve("imports/being-copied.jsonl.part"), "half");

    sent("realm.json", "{}");

    assertThat(names()).containsExactly("being-copied.jsonl.part", "realm.json");
  }

  @Test
  void nothingIsReadOfWhoeverIsNotSignedIn() throws IOException {
    String head =
        "POST " + UPLOAD + " HTTP/1.1\r\nHost: a\r\nCookie: __Host-countersign=" + "A".repeat(64);
    try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      stranger.setSoTimeout(10_000);
      String request =
          head
              + "\r\nContent-Type: multipart/form-data; boundary=x"
              + "\r\nContent-Length: 1048576\r\n\r\n";
      stranger.getOutputStream().write(request.getBytes(UTF_8));
      byte[] answer = stranger.getInputStream().readNBytes("HTTP/1.1 303".length());
      assertThat(new String(answer, UTF_8)).isEqualTo("HTTP/1.1 303");
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void aFileIsDeletedByWhoeverTypesItsName() throws IOException {
    sent("realm.json", "{}");
    Path imports = folder.resolve("imports");
    Files.writeString(imports.resolve("realm.json.progress"), "1");
    Files.writeString(imports.resolve("by hand & more.json"), "{}");
    String page = "/console/server/imports/files/delete?file=realm.json";
    assertThat(olga.get(IMPORTS).body())
        .contains("href=\"" + page + "\"", "imports/files/delete?file=by+hand+%26+more.json\"");
    olga.get(page);

    assertThat(olga.post(page, Map.of("confirm", "realm")).status()).isEqualTo(422);
    assertThat(olga.post(page.replace("realm", "none"), Map.of("confirm", "none.json")).status())
        .isEqualTo(404);
    for (String name : List.of("..%2Fcountersign.db", "realm.json.progress", "")) {
      assertThat(olga.get(page.replace("realm.json", name)).status()).as(name).isEqualTo(404);
    }
    PageClient alice = new ConsoleStage(server).administrator(server.customer("acme"), "alice");
    assertThat(alice.get(page).status()).isEqualTo(404);
    assertThat(names()).hasSize(3);

    assertThat(olga.post(page, Map.of("confirm", "realm.json")).header("Location"))
        .isEqualTo(IMPORTS + "?done=deleted");
    assertThat(names()).containsExactly("by hand & more.json");
    String other = "/console/server/imports/files/delete?file=by+hand+%26+more.json";
    assertThat(olga.post(other, Map.of("confirm", "by hand & more.json")).status()).isEqualTo(303);
    assertThat(names()).isEmpty();
    assertThat(server.rows("SELECT detail FROM audit_event WHERE kind = 'import_file_deleted'"))
        .extracting(row -> row.get("detail"))
        .containsExactlyInAnyOrder(
            "{\"file\":\"realm.json\"}", "{\"file\":\"by hand & more.json\"}");
  }
}
