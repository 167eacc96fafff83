package dev.countersign.face.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkTest {
  @Test
  void everySlotLiesInOneChunk() {
    int index = 0;
    for (int slot = 0; slot < 100_000; slot++) {
      if (slot == Chunks.firstOf(index + 1)) {
        index++;
      }
      assertThat(Chunks.indexOf(slot)).isEqualTo(index);
    }
    assertThat(IntStream.range(0, 12).map(Chunks::firstOf))
        .containsExactly(0, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 12288);
  }

  @Test
  void anErasedRowAndItsSketchAreZerosAndTheOthersStay() {
    float[] face = new Faces(64, 1).stranger().values();
    try (Chunk chunk = new Chunk(0, 16, 64)) {
      chunk.addSketches(128);
      for (int row = 0; row < 16; row++) {
        chunk.set(row, row + 1, face);
        chunk.setSketch(row, new int[] {-1, -1, -1, -1});
      }
      chunk.erase(5);
      float[] read = new float[64];
      chunk.read(5, read);
      assertThat(read).containsOnly(0);
      assertThat(chunk.id(5)).isZero();
      assertThat(chunk.sketches().toArray(ValueLayout.JAVA_INT))
          .containsOnly(0, -1)
          .satisfies(words -> assertThat(IntStream.of(words).filter(w -> w == 0)).hasSize(4));
      chunk.read(6, read);
      assertThat(read[0]).isNotZero();
    }
  }

  @Test
  void theMemoryOfAClosedChunkCannotBeReached() {
    Chunk chunk = new Chunk(0, 16, 64);
    chunk.addSketches(128);
    MemorySegment sketches = chunk.sketches();
    chunk.close();
    assertThat(sketches.scope().isAlive()).isFalse();
    assertThatIllegalStateException().isThrownBy(() -> chunk.read(0, new float[64]));
  }

  @Test
  void distancesCountTheBitsThatDiffer() {
    try (Chunk chunk = new Chunk(0, 16, 64)) {
      chunk.addSketches(128);
      chunk.setSketch(3, new int[] {0b111, 0, -1, 0});
      int[] distances = new int[16];
      HammingDistances.count(chunk.sketches(), 16, new int[] {0b010, 0, 0, 1}, distances);
      assertThat(distances[3]).isEqualTo(2 + 32 + 1);
      assertThat(distances[4]).isEqualTo(2);
    }
  }

  @Test
  void aShortlistKeepsTheNearest() {
    Shortlist shortlist = new Shortlist(10, 128);
    for (int slot = 0; slot < 1_000; slot++) {
      int distance = (slot * 37) % 100;
      if (shortlist.wants(distance)) {
        shortlist.add(slot, distance);
      }
    }
    shortlist.finish();
    assertThat(shortlist.size()).isEqualTo(10);
    // Ten slots lie at distance 0; they are those that 100 divides.
    assertThat(IntStream.range(0, shortlist.size()).map(shortlist::slot))
        .contains(0, 100, 200, 300, 400, 500, 600, 700, 800, 900);
  }
}
