package dev.countersign.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PairsFileTest {
  @TempDir Path folder;

  @Test
  void theFirstLineSaysHowManyFoldsThereAre() throws Exception {
    PairsFile pairs = read("2\t1\nAda_L\t1\t2\nAda_L\t1\tBob\t3\nBob 1 2\nBob 1 Ada_L 2\n");

    assertThat(pairs.foldCount()).isEqualTo(2);
    assertThat(pairs.folds()).containsExactly(0, 0, 1, 1);
    assertThat(pairs.formedBy()).isEqualTo("as the first line says");
    assertThat(pairs.pairs().getFirst())
        .isEqualTo(
            new PairsFile.Pair(new Photograph("Ada_L", 1), new Photograph("Ada_L", 2), true));
    assertThat(pairs.pairs().get(1).same()).isFalse();
  }

  @Test
  void withoutAFirstLineFoldsAreRunsOfSameAndDifferentPairs() throws Exception {
    PairsFile pairs = read("A 1 2\nB 1 2\nA 1 B 1\nA 2 B 2\nC 1 2\nC 1 A 1\n");

    assertThat(pairs.foldCount()).isEqualTo(2);
    assertThat(pairs.folds()).containsExactly(0, 0, 0, 0, 1, 1);
  }

  @Test
  void aFileWithoutFoldsIsSharedOutEvenly() throws Exception {
    PairsFile pairs = read("A 1 2\nB 1 2\nC 1 2\nA 1 B 1\nA 2 B 2\nA 1 C 1\n");

    assertThat(pairs.foldCount()).isEqualTo(3);
    assertThat(pairs.folds()).containsExactly(0, 1, 2, 0, 1, 2);
  }

  @Test
  void editorsMayHaveLeftAMarkEmptyLinesAndTheirOwnLineBreaks() throws Exception {
    PairsFile pairs =
        read("\ufeff\r\n2\t1\r\nO'Neill_2\t1\t2\r\nA\t1\tB\t3\r\n\r\nB 1 2\r\nB 1 A 2\r\n");

    assertThat(pairs.formedBy()).isEqualTo("as the first line says");
    assertThat(pairs.folds()).containsExactly(0, 0, 1, 1);
    assertThat(pairs.pairs().getFirst().first()).isEqualTo(new Photograph("O'Neill_2", 1));
  }

  @Test
  void aFirstLineThatDoesNotFitThePairsIsPassedOver() throws Exception {
    PairsFile pairs = read("10\t300\nA 1 2\nB 1 2\nA 1 B 1\nA 2 B 2\nC 1 2\nC 1 A 1\n");

    assertThat(pairs.pairs()).hasSize(6);
    assertThat(pairs.folds()).containsExactly(0, 0, 0, 0, 1, 1);
    assertThat(read("300\nA 1 2\nB 1 2\nA 1 B 1\nA 2 B 2\n").pairs()).hasSize(4);
  }

  @Test
  void theTurnsOfAShuffledFileAreNoFolds() throws Exception {
    PairsFile pairs = read("A 1 2\nA 1 B 1\n".repeat(100));

    assertThat(pairs.foldCount()).isEqualTo(10);
    assertThat(pairs.folds().subList(0, 20)).containsOnly(0);
    assertThat(pairs.folds().subList(180, 200)).containsOnly(9);
    assertThat(pairs.formedBy())
        .isEqualTo("shared out evenly, because the file does not tell folds");
    assertThat(read("10 300\n" + "A 1 2\nA 1 B 1\n".repeat(100)).formedBy())
        .isEqualTo("shared out evenly, because the first line does not fit the pairs");
    assertThat(read("1 100\n" + "A 1 2\nA 1 B 1\n".repeat(100)).formedBy())
        .isEqualTo("shared out evenly, because the file does not tell folds");
  }

  @Test
  void twoOrThreePairsAreAFoldEach() throws Exception {
    assertThat(read("A 1 2\nA 1 B 1\n").folds()).containsExactly(0, 1);
    assertThat(read("A 1 2\nA 1 3\nA 2 3\n").folds()).containsExactly(0, 1, 2);
    assertThatThrownBy(() -> read("1 1\nA 1 2\n"))
        .isInstanceOf(EvaluationFailed.class)
        .hasMessageStartingWith("There are not two pairs in ");
  }

  @Test
  void pairsOfOneKindAloneAreSharedOutToo() throws Exception {
    assertThat(read("A 1 2\n".repeat(20)).folds().subList(0, 4)).containsExactly(0, 0, 1, 1);
  }

  @Test
  void aLineThatIsNoPairIsNamed() {
    assertThatThrownBy(() -> read("1 1\nA 1 2\nA 1\n"))
        .isInstanceOf(EvaluationFailed.class)
        .hasMessageStartingWith("Line 3 of ")
        .hasMessageEndingWith(
            "pairs.txt: a pair is \"name i j\" or \"name1 i name2 j\", and this has 2" + " words");
    assertThatThrownBy(() -> read("1 1\nA 1 two\n"))
        .isInstanceOf(EvaluationFailed.class)
        .hasMessageStartingWith("Line 2 of ")
        .hasMessageEndingWith("pairs.txt: \"two\" should be a photograph's number");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> PairsFile.read(folder.resolve("none.txt")))
        .isInstanceOf(EvaluationFailed.class)
        .hasMessageContaining("none.txt");
  }

  private PairsFile read(String text) throws EvaluationFailed, IOException {
    return PairsFile.read(Files.writeString(folder.resolve("pairs.txt"), text));
  }
}
