package dev.countersign.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.face.FaceSample.Face;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainFaceTest {
  private static final Face MIDDLE = new Face(80, 70, 170, 190, .99);
  private static final Face AT_THE_EDGE = new Face(180, 60, 290, 180, .99);
  private static final Face SMALL = new Face(10, 10, 40, 50, .99);

  @Test
  void theFaceInTheMiddleGoesBeforeALargerOneAtTheEdge() {
    assertThat(MainFace.first(List.of(AT_THE_EDGE, MIDDLE, SMALL), 250, 250))
        .containsExactly(MIDDLE, AT_THE_EDGE, SMALL);
  }

  @Test
  void aSmallFaceInTheMiddleDoesNotGoBeforeAMuchLargerOne() {
    Face passerBy = new Face(110, 110, 140, 150, .99);
    Face large = new Face(10, 20, 150, 200, .99);

    assertThat(MainFace.first(List.of(passerBy, large), 250, 250)).containsExactly(large, passerBy);
  }

  @Test
  void ofPeopleFarAwayTheLargestGoesFirst() {
    assertThat(MainFace.first(List.of(MIDDLE, AT_THE_EDGE), 1920, 1400))
        .containsExactly(AT_THE_EDGE, MIDDLE);
  }
}
