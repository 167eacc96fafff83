package dev.countersign.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.testing.CommandRun;
import dev.countersign.testing.CommandRun.Outcome;
import dev.countersign.testing.Photographs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
  void anotherModelThanThePackedOneIsSaidBesideTheResult() throws IOException {
    photographs();

    Outcome outcome =
        shell.run(
            "face",
            "evaluate",
            "--json",
            "--images=" + folder.resolve("images"),
            "--pairs=" + pairs,
            "--face.models=" + otherModels());

    assertThat(outcome.code()).isZero();
    assertThat(outcome.err())
        .startsWith("The model faceplugin-mobilefacenet:")
        .contains(" is not the one packed with the server");
    String named = new ObjectMapper().readTree(outcome.out()).get("model").asText();
    assertThat(named).isNotEqualTo("faceplugin-mobilefacenet:87aacdfe5751");
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
