package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.testing.CommandRun;
import dev.countersign.testing.CommandRun.Outcome;
import dev.countersign.testing.Photographs;
import dev.countersign.testing.Portraits;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceEvaluationTest {
  @TempDir Path folder;
  private Path pairs;
  private CommandRun shell;

  @BeforeEach
  void opened() throws IOException {
    shell = new CommandRun(folder);
    pairs = Files.writeString(folder.resolve("pairs.txt"), "A 1 2\nA 1 B 1\nB 1 2\nB 2 A 2\n");
  }

  @Test
  void photographsInFoldersOfPeopleAreMeasuredAndDrawn() throws IOException {
    photographs();
    Path svg = folder.resolve("det.svg");

    Outcome outcome =
        shell.run(
            "face",
            "evaluate",
            "--json",
            "--images=" + folder.resolve("images"),
            "--pairs=" + pairs,
            "--svg=" + svg);

    assertThat(outcome.code()).isZero();
    assertThat(outcome.err()).isEmpty();
    JsonNode report = new ObjectMapper().readTree(outcome.out());
    assertThat(report.get("pictures").asInt()).isEqualTo(4);
    assertThat(report.get("failures")).isEmpty();
    assertThat(report.get("pairs").get("accuracy").asDouble()).isEqualTo(1);
    assertThat(report.get("pairs").get("foldsFormed").asText())
        .isEqualTo("2 folds, each a run of same and a run of different pairs");
    assertThat(report.get("allPairs").get("different").asInt()).isEqualTo(4);
    assertThat(report.get("allPairs").get("tar").get(2).get("overPairs").isNull()).isTrue();
    assertThat(svg).content().startsWith("<svg xmlns=").endsWith("</svg>\n");
  }

  private void photographs() throws IOException {
    for (String person : new String[] {"A", "B"}) {
      Path own = Files.createDirectories(folder.resolve("images").resolve(person));
      byte[] file = Photographs.sampleFile(person.equals("A") ? 5 : 1);
      Files.write(own.resolve(person + "_0001.jpg"), file);
      Files.write(own.resolve(person + "_0002.jpg"), file);
    }
  }

  @Test
  void whereOneKindOfPairsIsMissingItsRatesAreMissing() throws IOException {
    photographs();
    Path images = Files.createSymbolicLink(folder.resolve("of-a"), folder.resolve("images/A"));
    Files.writeString(pairs, "A 1 2\nA 2 1\n");
    Path drawn = Path.of("det.svg");
    assertThat(drawn).doesNotExist();

    Outcome outcome = shell.run("face", "evaluate", "--images=" + images, "--pairs=" + pairs);

    try {
      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.code()).isZero();
      assertThat(outcome.out())
          .contains(
              """
              The given pairs: 2 of one person, 0 of two; 2 folds, one for each pair, because there \
              are so few
                accuracy           -
                equal error rate   -
                TAR at FMR 1e-2    too few pairs to say
              """)
          .contains("     0.50     -          0.00 %             nobody has four photographs\n")
          .endsWith("\nThe detection error trade-off is drawn in det.svg\n");
      assertThat(drawn).content().endsWith("</svg>\n");
    } finally {
      Files.delete(drawn);
    }
  }

  @Test
  void aPictureNobodyAskedForDoesNotKeepTheFiguresBack() throws IOException {
    photographs();
    Files.writeString(pairs, "A 1 2\nA 1 B 1\n");
    Path taken = Files.createDirectory(Path.of("det.svg"));

    Outcome outcome =
        shell.run("face", "evaluate", "--images=" + folder.resolve("images"), "--pairs=" + pairs);

    Files.delete(taken);
    assertThat(outcome.err())
        .endsWith(
            "The detection error trade-off is not drawn: det.svg cannot be written here. --svg FILE"
                + " says where else.\n");
    assertThat(outcome.out()).contains("accuracy           100.00 %");
    assertThat(outcome.code()).isZero();
  }

  @Test
  void aPictureThatCannotBeDrawnThereIsRefusedBeforeTheWork() throws IOException {
    photographs();
    for (String svg : new String[] {"none/det.svg", "images"}) {
      Outcome outcome =
          shell.run(
              "face",
              "evaluate",
              "--images=" + folder.resolve("images"),
              "--pairs=" + pairs,
              "--svg=" + folder.resolve(svg));

      assertThat(outcome.code()).isEqualTo(1);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err())
          .isEqualTo(
              "The picture cannot be written to "
                  + folder.resolve(svg)
                  + ": give another file with --svg.\n");
    }
  }

  @Test
  void attacksWithoutAFaceAreCountedAndTheirRatesAreMissing() throws IOException {
    Path live = Files.createDirectory(folder.resolve("live"));
    Path spoof = Files.createDirectory(folder.resolve("spoof"));
    Files.write(live.resolve("anna.PNG"), Portraits.ANNA.file("png"));
    Files.write(spoof.resolve("wall.jpg"), Portraits.NOBODY.file());
    Files.write(spoof.resolve("broken.jpg"), new byte[0]);
    Files.write(spoof.resolve("line.png"), picture(3000, 1));
    Files.write(spoof.resolve("point.png"), picture(1, 1));

    Outcome outcome = shell.run("face", "evaluate-pad", "--live=" + live, "--spoof=" + spoof);

    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .startsWith(
            """
            Photographs of living people   1
              not usable                   0 (0.00 %)
            Photographs of attacks         0
              not usable                   4 (100.00 %)
            """)
        .contains("wall.jpg: no face was found\n")
        .contains("Equal error rate               -\n")
        .contains("     0.50   -         ");
  }

  private static byte[] picture(int width, int height) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", file);
    return file.toByteArray();
  }

  @Test
  void anotherModelThanThePackedOneIsSaidBesideTheResult() throws IOException {
    photographs();

    Outcome outcome =
        shell.run(
            "face",
            "evaluate",
            "--json",
            "--images=" + folder.resolve("images"),
            "--pairs=" + pairs,
            "--svg=" + folder.resolve("det.svg"),
            "--face.models=" + otherModels());

    assertThat(outcome.code()).isZero();
    assertThat(outcome.err())
        .startsWith("The model faceplugin-mobilefacenet:")
        .contains(" is not the one packed with the server");
    String named = new ObjectMapper().readTree(outcome.out()).get("model").asText();
    assertThat(named).isNotEqualTo("faceplugin-mobilefacenet:87aacdfe5751");
  }

  @Test
  void modelsThatAreMissingAreNamed() throws IOException {
    photographs();
    Path none = Files.createDirectory(folder.resolve("models"));
    String images = folder.resolve("images").toString();

    for (String[] what :
        new String[][] {
          {"evaluate", "--images=" + images, "--pairs=" + pairs},
          {"evaluate-pad", "--live=" + images, "--spoof=" + images}
        }) {
      Outcome outcome = shell.run("face", what[0], what[1], what[2], "--face.models=" + none);

      assertThat(outcome.code()).isEqualTo(3);
      assertThat(outcome.err()).contains("cannot be read; put it into the folder of the setting");
    }
  }

  /** The packed models, the embedding one with another name of its maker, and so digest. */
  private Path otherModels() throws IOException {
    Path models = Files.createDirectories(folder.resolve("models"));
    for (String name : new String[] {"detect", "landmark", "feature", "liveness"}) {
      String file = "fr_" + name + ".onnx";
      try (InputStream in = FaceEvaluationTest.class.getResourceAsStream("/models/" + file)) {
        Files.write(models.resolve(file), in.readAllBytes());
      }
    }
    // The field producer_name (2) of ModelProto, which may be repeated: the last one counts.
    byte[] maker = {0x12, 1, 'x'};
    Files.write(models.resolve("fr_feature.onnx"), maker, StandardOpenOption.APPEND);
    return models;
  }

  @Test
  void aMissingFolderIsNamed() {
    Outcome outcome =
        shell.run("face", "evaluate", "--images=" + folder.resolve("none"), "--pairs=" + pairs);

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).isEqualTo("There is no folder " + folder.resolve("none") + ".\n");
  }

  @Test
  void aPhotographThatThePairsNameAndTheFolderLacksIsNamed() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    Files.write(images.resolve("A_0001.jpg"), Photographs.sampleFile(1));

    Outcome outcome = shell.run("face", "evaluate", "--images=" + images, "--pairs=" + pairs);

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err())
        .isEqualTo(
            "3 of the 4 photographs in the pairs are not in "
                + images
                + ", the first is A_0002.\n");
  }

  @Test
  void aFolderWithoutPicturesCannotBeJudged() {
    Outcome outcome = shell.run("face", "evaluate-pad", "--live=" + folder, "--spoof=" + folder);

    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.err()).isEqualTo("There are no pictures in " + folder + ".\n");
  }
}
