package dev.countersign.cli.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.countersign.domain.InvalidInput;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidatesTest {
  @TempDir Path folder;

  private List<Candidate> list(String text) throws IOException {
    return Candidates.of(Files.writeString(folder.resolve("people.csv"), text));
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }

  @Test
  void aListOfASpreadsheetIsRead() throws IOException {
    List<Candidate> read =
        list(
            "\ufefffile,\"userName\",fullName\r\n"
                + "\"a,1.jpg\",anna,\"Anna \"\"the first\"\"\"\r\n"
                + ",,\r\n"
                + "b.jpg, bert ,\r\n");

    assertThat(read).extracting(Candidate::userName).containsExactly("anna", "bert");
    assertThat(read.getFirst().files()).containsExactly(folder.resolve("a,1.jpg"));
    assertThat(read.getFirst().profile().fullName()).isEqualTo("Anna \"the first\"");
  }

  @Test
  void aPictureThatIsListedTwiceCountsOnce() throws IOException {
    List<Candidate> read = list("userName,file\nanna,a.jpg\nanna,b.jpg\nanna,a.jpg\n");

    assertThat(read).hasSize(1);
    assertThat(read.getFirst().files())
        .containsExactly(folder.resolve("a.jpg"), folder.resolve("b.jpg"));
  }

  @Test
  void twoSpellingsOfANameAreOnePerson() throws IOException {
    List<Candidate> read = list("userName,file\nanna,a.jpg\nANNA,b.jpg\n");
    assertThat(read).extracting(Candidate::userName).containsExactly("anna");
    assertThat(read.getFirst().files()).hasSize(2);

    assumeTrue(
        Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode('\u00fc'),
        "the system writes names of files in ASCII");
    Path of = folder.resolve("people");
    Path precomposed = file("people/J\u00fcrgen.jpg");
    Path taken = file("people/Ju\u0308rgen/2.jpg");
    List<Candidate> found = Candidates.of(of);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().files()).containsExactlyInAnyOrder(precomposed, taken);
  }

  @Test
  void aPictureOfAKindThatIsNotReadIsNotPassedOver() throws IOException {
    file("people/notes.txt");
    file("people/anna.HEIC");
    file("people/bert/1.heif");

    assertThat(Candidates.of(folder.resolve("people")))
        .extracting(Candidate::userName)
        .containsExactly("anna", "bert");
  }

  @Test
  void whatIsHiddenIsNobody() throws IOException {
    file("people/.thumbnails/large.png");
    file("people/._anna.jpg");
    file("people/anna/._1.jpg");
    Path picture = file("people/anna/1.jpg");

    List<Candidate> found = Candidates.of(folder.resolve("people"));

    assertThat(found).extracting(Candidate::userName).containsExactly("anna");
    assertThat(found.getFirst().files()).containsExactly(picture);
  }

  @Test
  void whatNamesNoFileIsRefusedByItsRecord() {
    assertThatThrownBy(() -> list("userName,file\nanna,a.jpg\nbert,b\u0000.jpg\n"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "Record 3 of "
                + folder.resolve("people.csv")
                + " has no name of a file in the column file");
    assertThatThrownBy(() -> list("userName,file\nanna\n"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("Record 2 of " + folder.resolve("people.csv") + " has no file");
  }

  @Test
  void anotherSeparatorIsToldWhatTheFirstLineMustBe() {
    assertThatThrownBy(() -> list("userName;file\nanna;a.jpg\n"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("must be userName,file");
  }

  @Test
  void aFileThatIsCalledLikeAnEndingOrHiddenIsNoPicture() throws IOException {
    Path anna = file("people/anna.JPG");
    file("people/jpg");
    file("people/.bert.jpg");
    file("people/clara/.jpg");
    Path dora = file("people/dora/any.pdf");

    assertThat(Candidates.of(folder.resolve("people")))
        .extracting(Candidate::userName, Candidate::files)
        .containsExactly(tuple("anna", List.of(anna)), tuple("dora", List.of(dora)));
  }
}
