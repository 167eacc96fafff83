package dev.countersign.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotographFolderTest {
  @TempDir Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }

  @Test
  void namesMayHaveDigitsUnderscoresAndMarksAndEndingsAnyCase() throws Exception {
    file("all/Abdullah_2_0001.jpg");
    file("all/Jean-Paul_O'Neill_0012.JPG");
    file("all/Ana_Paula_12_3.Jpeg");
    file("all/Ana_Paula/Ana_Paula_12_0004.png");

    assertThat(PhotographFolder.open(folder.resolve("all")).photographs())
        .containsExactlyInAnyOrder(
            new Photograph("Abdullah_2", 1),
            new Photograph("Jean-Paul_O'Neill", 12),
            new Photograph("Ana_Paula_12", 3),
            new Photograph("Ana_Paula_12", 4));
  }

  @Test
  void linksToFoldersAndFilesAreFollowed() throws Exception {
    Path picture = file("elsewhere/A_0001.jpg");
    file("people/B/B_0001.jpg");
    Path images = Files.createDirectory(folder.resolve("images"));
    Files.createSymbolicLink(images.resolve("A_0002.jpg"), picture);
    Files.createSymbolicLink(images.resolve("B"), folder.resolve("people/B"));
    Files.createSymbolicLink(images.resolve("above"), folder);
    Files.createSymbolicLink(images.resolve("gone_0001.jpg"), folder.resolve("gone"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), images);

    PhotographFolder found = PhotographFolder.open(link);

    assertThat(found.photographs())
        .containsExactly(new Photograph("A", 2), new Photograph("B", 1), new Photograph("gone", 1));
    assertThat(found.file(new Photograph("B", 1))).hasValue(link.resolve("B/B_0001.jpg"));
  }

  @Test
  void whatIsHiddenOrNoPictureIsPassedOver() throws Exception {
    file("images/A_0001.jpg");
    file("images/._A_0001.jpg");
    file("images/.cache/A_0002.jpg");
    file("images/A_0003.txt");
    file("images/A.jpg");
    file("images/B_0001.jpg/C_0001.jpg");

    assertThat(PhotographFolder.open(folder.resolve("images")).photographs())
        .isEqualTo(Set.of(new Photograph("A", 1), new Photograph("C", 1)));
  }

  @Test
  void aLetterAndItsAccentAreOneLetter() throws Exception {
    assumeTrue(
        Charset.forName(System.getProperty("sun.jnu.encoding")).newEncoder().canEncode('\u00fc'),
        "the system writes names of files in ASCII");
    file("images/Jose\u0301_Mu\u0308ller_0001.jpg");
    Path pairs =
        Files.writeString(
            folder.resolve("pairs.txt"), "Jos\u00e9_M\u00fcller 1 1\nJos\u00e9_M\u00fcller 1 1\n");

    PhotographFolder images = PhotographFolder.open(folder.resolve("images"));
    images.require(PairsFile.read(pairs).photographs());

    assertThat(images.photographs()).containsExactly(new Photograph("Jos\u00e9_M\u00fcller", 1));
  }

  @Test
  void anEmptyFolderAndOnePhotographInTwoFilesAreRefused() throws IOException {
    Path images = Files.createDirectory(folder.resolve("images"));
    assertThatThrownBy(() -> PhotographFolder.open(images))
        .isInstanceOf(EvaluationFailed.class)
        .hasMessage(
            "There are no photographs in " + images + " that are named like Colin_Powell_0001.jpg");
    file("images/A_0001.jpg");
    file("images/A/A_1.png");
    assertThatThrownBy(() -> PhotographFolder.open(images))
        .isInstanceOf(EvaluationFailed.class)
        .hasMessageStartingWith("A_0001 is there twice: ");
  }
}
