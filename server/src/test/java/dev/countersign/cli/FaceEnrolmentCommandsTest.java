package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.CommandRun;
import dev.countersign.testing.CommandRun.Outcome;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceEnrolmentCommandsTest {
  @TempDir Path folder;
  @TempDir Path pictures;
  private CommandRun shell;

  @BeforeEach
  void opened() {
    shell = new CommandRun(folder);
    shell.typing(TestServer.PASSWORD + "\n");
    assertThat(shell.run("customer", "create", "acme", "--password-file", "-").code()).isZero();
    assertThat(
            shell
                .run("user", "create", "anna", "--customer", "acme", "--password-file", "-")
                .code())
        .isZero();
  }

  private String file(String name, Portraits portrait) throws IOException {
    Path file = pictures.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, portrait.file()).toString();
  }

  private Outcome face(String... words) {
    String[] all = new String[words.length + 3];
    all[0] = "face";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "--customer";
    all[words.length + 2] = "acme";
    return shell.run(all);
  }

  @Test
  void aFaceIsEnrolledComparedFoundAndErased() throws IOException {
    String anna = file("anna.jpg", Portraits.ANNA);
    String again = file("again.jpg", Portraits.ANNA_AGAIN);
    String bert = file("bert.jpg", Portraits.BERT);

    Outcome enrolled = face("enroll", "anna", "--image", anna, "--image", bert);
    assertThat(enrolled.code()).isZero();
    assertThat(enrolled.out())
        .isEqualTo(
            "Enrolled anna with 1 picture.\n"
                + bert
                + " was left out: The picture shows somebody else than the one before it\n");
    Outcome twice = face("enroll", "anna", "--image", anna);
    assertThat(twice.code()).isEqualTo(1);
    assertThat(twice.err())
        .isEqualTo(
            "User is already registered; --replace puts this face in place of the one that is"
                + " enrolled.\n");

    Outcome same = face("authenticate", "anna", "--image", again);
    assertThat(same.code()).isZero();
    assertThat(same.out()).matches("Match: anna, score 0\\.[789]\\d{3}, threshold 0\\.7000\\.\n");
    Outcome other = face("authenticate", "anna", "--image", bert, "--json");
    assertThat(other.code()).isEqualTo(4);
    assertThat(other.out())
        .matches("\\{\"userName\":\"anna\",\"match\":false,\"score\":[0-9.]+,\"threshold\":0.7}\n");

    Outcome found = face("search", "--image", again, "--json");
    assertThat(found.code()).isZero();
    assertThat(found.out())
        .matches("\\[\n\\{\"userName\":\"anna\",\"score\":0[0-9.]+,\"blacklisted\":false}\n]\n");
    Outcome nobody = face("search", "--image", bert);
    assertThat(nobody.code()).isEqualTo(4);
    assertThat(nobody.out()).isEqualTo("Nobody's face scores 0.5000 or more.\n");

    shell.typing("no\n");
    assertThat(face("erase", "anna").code()).isEqualTo(1);
    shell.typing("anna\n");
    Outcome erased = face("erase", "anna", "--json");
    assertThat(erased.code()).isZero();
    assertThat(erased.out())
        .contains("\"userName\":\"anna\"", "\"templates\":1,\"samples\":1", "\"complete\":false");
    assertThat(face("authenticate", "anna", "--image", again).err())
        .isEqualTo("User is not enrolled.\n");
    Outcome nothing = face("erase", "anna", "--yes");
    assertThat(nothing.code()).isZero();
    assertThat(nothing.out())
        .isEqualTo("Nothing of user anna's face is kept; nothing was erased.\n");
  }

  @Test
  void aPictureThatIsRefusedSaysWhyAndWhatToDo() throws IOException {
    Outcome group = face("enroll", "anna", "--image", file("group.jpg", Portraits.GROUP));
    assertThat(group.code()).isEqualTo(5);
    assertThat(group.err()).isEqualTo("Two faces are in the picture: please be alone.\n");
    Path large = Files.write(pictures.resolve("large.jpg"), new byte[7_000_001]);
    assertThat(face("enroll", "anna", "--image", large.toString()).code()).isEqualTo(5);
    Outcome missing = face("enroll", "anna", "--image", "nowhere.jpg");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err()).isEqualTo("There is no file nowhere.jpg.\n");
  }

  @Test
  void modelsThatAreMissingAreNamed() throws IOException {
    Path none = Files.createDirectory(folder.resolve("models"));
    Outcome outcome =
        face(
            "enroll",
            "anna",
            "--image",
            file("anna.jpg", Portraits.ANNA),
            "--set",
            "face.models=" + none);

    assertThat(outcome.code()).isEqualTo(3);
    assertThat(outcome.err())
        .endsWith(
            "The face model fr_feature.onnx cannot be read; put it into the folder of the setting"
                + " face.models.\n");
  }

  @Test
  void eitherOnePersonOrEverybodyIsMeant() {
    assertThat(face("enroll").code()).isEqualTo(2);
    assertThat(face("enroll", "anna").code()).isEqualTo(2);
    assertThat(face("enroll", "anna", "--from", pictures.toString()).code()).isEqualTo(2);
    assertThat(face("enroll", "--from", "nowhere").err())
        .isEqualTo("There is no folder and no file nowhere.\n");
  }

  @Test
  void aPictureOfATelephoneThatIsNotReadIsReported() throws IOException {
    byte[] heic = "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1);
    Path picture = Files.write(pictures.resolve("anna.HEIC"), heic);

    Outcome all = face("enroll", "--from", pictures.toString());

    assertThat(all.code()).isEqualTo(5);
    assertThat(all.err())
        .isEqualTo(
            "anna ("
                + picture
                + "): HEIC and AVIF pictures are not supported: please send a JPEG, PNG, TIFF or"
                + " WebP picture, or a PDF whose first page is one\n");
  }

  @Test
  void picturesThatAreNotReadDoNotTakeThePlaceOfThoseThatAre() throws IOException {
    Path anna = Files.createDirectory(pictures.resolve("anna"));
    byte[] heic = "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 1; i <= 8; i++) {
      Files.write(anna.resolve("IMG_" + i + ".HEIC"), heic);
    }
    Files.write(anna.resolve("IMG_9.JPG"), Portraits.ANNA.file());

    Outcome all = face("enroll", "--from", pictures.toString());

    assertThat(all.out())
        .isEqualTo(
            "1 people: 1 enrolled, 0 were enrolled before, 0 refused; 8 pictures of the others left"
                + " out.\n");
    assertThat(all.err()).contains("IMG_1.HEIC): HEIC and AVIF pictures are not supported");
    assertThat(all.code()).isEqualTo(5);
  }

  @Test
  void aSourceWithNobodyInItIsRefusedByItsName() throws IOException {
    Path empty = Files.createDirectory(pictures.resolve("empty"));
    Outcome nobody = face("enroll", "--from", empty.toString());
    assertThat(nobody.code()).isEqualTo(1);
    assertThat(nobody.err())
        .startsWith("There are no pictures in " + empty + "; it should have USER.jpg or");
    Path head = Files.writeString(pictures.resolve("head.csv"), "userName,file\n");
    assertThat(face("enroll", "--from", head.toString()).err())
        .startsWith("There are no pictures in " + head + ";");
  }

  @Test
  void aFileThatIsNoListIsRefusedByItsName() throws IOException {
    String picture = file("anna.jpg", Portraits.ANNA);
    Outcome binary = face("enroll", "--from", picture);
    assertThat(binary.code()).isEqualTo(1);
    assertThat(binary.err())
        .isEqualTo("The file " + picture + " is not a CSV file: it is no text in UTF-8.\n");
    Path open = Files.writeString(pictures.resolve("open.csv"), "userName,file\n\"anna,a.jpg\n");
    assertThat(face("enroll", "--from", open.toString()).err())
        .isEqualTo(
            "The file " + open + " is not a CSV file: it ends within quotes, after record 1.\n");
  }

  @Test
  void aFolderIsEnrolledAndContinuedWithWhatItReportsAsRefused() throws IOException {
    file("anna.jpg", Portraits.ANNA);
    file("bert/1.jpg", Portraits.BERT);
    file("bert/2.jpg", Portraits.BERT);
    String group = file("group.jpg", Portraits.GROUP);
    Files.writeString(pictures.resolve("notes.txt"), "no picture");
    Path report = folder.resolve("refused.csv");

    Outcome without = face("enroll", "--from", pictures.toString(), "--json");
    assertThat(without.code()).isEqualTo(5);
    assertThat(without.out())
        .isEqualTo("{\"people\":3,\"enrolled\":1,\"already\":0,\"refused\":2,\"leftOut\":0}\n");
    assertThat(without.err()).contains("bert: There is no such user");

    Outcome all =
        face(
            "enroll",
            "--from",
            pictures.toString(),
            "--create-users",
            "--report",
            report.toString());
    assertThat(all.code()).isEqualTo(5);
    assertThat(all.out())
        .isEqualTo(
            "3 people: 1 enrolled, 1 were enrolled before, 1 refused; 0 pictures of the others"
                + " left out.\n");
    assertThat(report)
        .hasContent(
            "user,file,reason,advice\r\n"
                + "group,"
                + group
                + ",more_than_one,Two faces are in the picture: please be alone\r\n");
    Files.delete(Path.of(group));
    assertThat(face("enroll", "--from", pictures.toString()).code()).isZero();
  }

  @Test
  void theReportMayNotTakeThePlaceOfTheList() throws IOException {
    file("a.jpg", Portraits.ANNA);
    Path list = Files.writeString(pictures.resolve("people.csv"), "userName,file\nanna,a.jpg\n");
    Path link = Files.createSymbolicLink(folder.resolve("report.csv"), list);

    Outcome outcome = face("enroll", "--from", list.toString(), "--report", link.toString());

    assertThat(outcome.code()).isEqualTo(2);
    assertThat(outcome.err())
        .isEqualTo("The report would take the place of the list: give it another name.\n");
    assertThat(list).hasContent("userName,file\nanna,a.jpg\n");
  }

  @Test
  void aListNamesPeopleWithWhatIsKnownOfThem() throws IOException {
    file("pictures/b.jpg", Portraits.BERT);
    Path list =
        Files.writeString(
            pictures.resolve("people.csv"),
            """
            userName,file,fullName,emailId
            bert,pictures/b.jpg,"Bert, the Second",bert@example.org
            dora,pictures/missing.jpg,Dora,
            """);

    Outcome enrolled = face("enroll", "--from", list.toString(), "--create-users", "--json");
    assertThat(enrolled.out())
        .isEqualTo("{\"people\":2,\"enrolled\":1,\"already\":0,\"refused\":1,\"leftOut\":0}\n");
    assertThat(enrolled.err()).contains("missing.jpg): The file cannot be read");
    assertThat(shell.run("user", "list", "--customer", "acme", "--json").out())
        .contains("\"fullName\":\"Bert, the Second\",\"email\":\"bert@example.org\"");
    Path wrong = Files.writeString(pictures.resolve("wrong.csv"), "name,picture\n");
    assertThat(face("enroll", "--from", wrong.toString()).err()).contains("must be userName,file");
  }
}
