package dev.countersign.face.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.countersign.face.Embedding;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GalleryTest {
  /** Sketches from 1,000 templates on, so that small galleries show what large ones do. */
  private static final Tuning SKETCHED = new Tuning(1_000, 1024, 1_000);

  @ParameterizedTest
  @ValueSource(ints = {512, 192, 704, 33, 1})
  void aSmallGalleryFindsWhatComparingEachFinds(int dimension) {
    Faces faces = new Faces(dimension, 1);
    try (Gallery gallery = new Gallery(dimension)) {
      Map<Long, Embedding> people = fill(gallery, faces, 700);
      for (int i = 0; i < 20; i++) {
        Embedding probe = faces.stranger();
        assertSame(gallery.search(probe, 15, -1), best(people, probe, 15));
      }
    }
  }

  /**
   * Order may differ where cosines are equal within the precision, so positions compare cosines.
   */
  private static void assertSame(List<Hit> found, List<Hit> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).cosine()).isCloseTo(expected.get(i).cosine(), within(2e-4));
    }
  }

  private static List<Hit> best(Map<Long, Embedding> people, Embedding probe, int count) {
    return people.entrySet().stream()
        .map(one -> new Hit(one.getKey(), one.getValue().cosine(probe)))
        .sorted(Comparator.comparingDouble(Hit::cosine).reversed())
        .limit(count)
        .toList();
  }

  /** Ids far apart and next to each other, ascending and not. */
  private static Map<Long, Embedding> fill(Gallery gallery, Faces faces, int count) {
    Map<Long, Embedding> people = new HashMap<>();
    for (int i = 0; i < count; i++) {
      long id = i % 2 == 0 ? i : Long.MAX_VALUE - 4096L * i;
      people.put(id, faces.stranger());
      gallery.put(id, people.get(id));
    }
    return people;
  }

  private static Embedding of(Map<Long, Embedding> people, long id) {
    return Objects.requireNonNull(people.get(id));
  }

  @Test
  void theCosineOfAHitIsThatOfTheFloatingPointNumbers() {
    Faces faces = new Faces(512, 2);
    try (Gallery gallery = new Gallery(512)) {
      Map<Long, Embedding> people = fill(gallery, faces, 500);
      Embedding probe = faces.stranger();
      assertThat(gallery.search(probe, 500, -1))
          .hasSize(500)
          .allSatisfy(hit ->
              assertThat(hit.cosine()).isCloseTo(of(people, hit.id()).cosine(probe), within(1e-4)));
    }
  }

  @Test
  void rowsOfOneComponentStayWithinTheirBounds() {
    try (Gallery gallery = new Gallery(2)) {
      gallery.put(1, Embedding.ofUnit(new float[] {1.0009f, 0}));
      gallery.put(2, Embedding.ofUnit(new float[] {0, -1.0009f}));
      List<Hit> hits = gallery.search(Embedding.ofUnit(new float[] {0, -1}), 2, -1);
      assertThat(hits).extracting(Hit::id).containsExactly(2L, 1L);
      assertThat(hits.getFirst().cosine()).isCloseTo(1.0009, within(1e-4));
    }
  }

  @Test
  void aLargeGalleryFindsThePeopleWhoAreInIt() {
    Faces faces = new Faces(512, 3);
    Embedding[] people = faces.strangers(20_000);
    try (Gallery gallery = new Gallery(512, new Tuning(10_000, 1024, 1 << 11))) {
      for (int id = 0; id < people.length; id++) {
        gallery.put(id, people[id]);
      }
      Random random = new Random(4);
      for (int i = 0; i < 300; i++) {
        int id = random.nextInt(people.length);
        Embedding probe = faces.again(people[id], 0.42 + 0.5 * random.nextDouble());
        assertThat(gallery.search(probe, 1, 0.41))
            .isNotEmpty()
            .isEqualTo(gallery.searchAll(probe, 1, 0.41));
      }
    }
  }

  @Test
  void thoseBelowTheMinimumAreNotFound() {
    Faces faces = new Faces(64, 5);
    Embedding person = faces.stranger();
    try (Gallery gallery = new Gallery(64)) {
      gallery.put(7, person);
      assertThat(gallery.search(faces.again(person, 0.52), 5, 0.5)).hasSize(1);
      assertThat(gallery.search(faces.again(person, 0.48), 5, 0.5)).isEmpty();
      assertThat(gallery.search(person, 5, 1.5)).isEmpty();
    }
  }

  @Test
  void equallyGoodOnesComeInTheOrderOfTheirIds() {
    Embedding person = new Faces(64, 6).stranger();
    try (Gallery gallery = new Gallery(64)) {
      LongStream.of(5, 3, 9, 1).forEach(id -> gallery.put(id, person));
      assertThat(gallery.search(person, 3, 0.5)).extracting(Hit::id).containsExactly(1L, 3L, 5L);
    }
  }

  @Test
  void aReplacedTemplateIsFoundByTheNewFaceAlone() {
    Faces faces = new Faces(512, 7);
    try (Gallery gallery = new Gallery(512, SKETCHED)) {
      Map<Long, Embedding> people = fill(gallery, faces, 3_000);
      Embedding changed = faces.stranger();
      gallery.put(10, changed);
      assertThat(gallery.size()).isEqualTo(3_000);
      assertThat(gallery.search(changed, 1, 0.9)).extracting(Hit::id).containsExactly(10L);
      assertThat(gallery.search(of(people, 10), 1, 0.9)).isEmpty();
    }
  }

  @Test
  void aRemovedTemplateIsNotFoundAndTheOthersAre() {
    Faces faces = new Faces(128, 8);
    try (Gallery gallery = new Gallery(128, SKETCHED)) {
      Map<Long, Embedding> people = fill(gallery, faces, 5_000);
      Random random = new Random(9);
      List<Long> ids = people.keySet().stream().sorted().toList();
      for (long id : ids) {
        if (random.nextInt(10) < 7) {
          Embedding removed = of(people, id);
          people.remove(id);
          assertThat(gallery.remove(id)).isTrue();
          assertThat(gallery.search(removed, 1, 0.99)).isEmpty();
        }
      }
      assertThat(gallery.remove(4)).isEqualTo(people.remove(4L) != null);
      assertThat(gallery.size()).isEqualTo(people.size());
      people.forEach((id, face) ->
          assertThat(gallery.search(face, 1, 0.99)).extracting(Hit::id).containsExactly(id));
    }
  }

  @Test
  void memoryOfRemovedTemplatesIsGivenBackAndTakenAgain() {
    Faces faces = new Faces(512, 10);
    try (Gallery gallery = new Gallery(512)) {
      long empty = gallery.bytes();
      fill(gallery, faces, 9_000).keySet().forEach(gallery::remove);
      assertThat(gallery.size()).isZero();
      assertThat(gallery.bytes()).isLessThan(empty + 200_000);
      Map<Long, Embedding> people = fill(gallery, faces, 9_000);
      Embedding probe = faces.stranger();
      assertSame(gallery.search(probe, 5, -1), best(people, probe, 5));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 900, 4_500, 5_500})
  void aSearchWithinIdsFindsNobodyElse(int members) {
    Faces faces = new Faces(128, 11);
    try (Gallery gallery = new Gallery(128, SKETCHED)) {
      Map<Long, Embedding> people = fill(gallery, faces, 6_000);
      List<Long> ids = people.keySet().stream().sorted().limit(members).toList();
      IdSet set = IdSet.of(LongStream.concat(stream(ids), LongStream.of(-5)).toArray());
      for (long id : ids.subList(0, 10)) {
        assertThat(gallery.search(of(people, id), 1, 0.99, set)).extracting(Hit::id).contains(id);
      }
      people.forEach((id, face) -> {
        if (!set.contains(id) && id % 40 == 0) {
          assertThat(gallery.search(face, 1, 0.99, set)).isEmpty();
        }
      });
    }
  }

  private static LongStream stream(List<Long> ids) {
    return ids.stream().mapToLong(Long::longValue);
  }

  @Test
  void aSearchSpaceFollowsWhatIsAddedAndRemoved() {
    Faces faces = new Faces(128, 12);
    try (Gallery gallery = new Gallery(128, SKETCHED)) {
      Map<Long, Embedding> people = fill(gallery, faces, 6_000);
      IdSet even = IdSet.of(LongStream.range(0, 5_000).map(id -> id * 2).toArray());
      Embedding late = faces.stranger();
      assertThat(gallery.search(late, 1, 0.99, even)).isEmpty();

      gallery.put(8_000, late);
      assertThat(gallery.search(late, 1, 0.99, even)).hasSize(1);

      Embedding outsider = faces.stranger();
      gallery.put(8_001, outsider);
      gallery.remove(0);
      gallery.remove(8_000);
      assertThat(gallery.search(outsider, 1, 0.99, even)).isEmpty();
      assertThat(gallery.search(outsider, 1, 0.99)).hasSize(1);
      assertThat(gallery.search(late, 1, 0.99, even)).isEmpty();
      assertThat(gallery.search(of(people, 5_998), 1, 0.99, even)).hasSize(1);
    }
  }

  @Test
  void setsOfIdsUniteAndCountRepeatedOnesOnce() {
    IdSet union = IdSet.union(List.of(IdSet.of(3, 1, 3), IdSet.of(), IdSet.of(1, 2)));
    assertThat(union.size()).isEqualTo(3);
    assertThat(union.contains(2)).isTrue();
    assertThat(union.contains(4)).isFalse();
  }

  @Test
  void embeddingsOfAnotherDimensionAreRefused() {
    try (Gallery gallery = new Gallery(512)) {
      Embedding other = new Faces(192, 13).stranger();
      String message =
          "Templates of this gallery have 512 numbers and this one 192: it is another model's";
      assertThatIllegalArgumentException()
          .isThrownBy(() -> gallery.put(1, other))
          .withMessage(message);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> gallery.search(other, 1, 0))
          .withMessage(message);
    }
  }

  @Test
  void aSearchGivesOneToAThousandHits() {
    Embedding probe = new Faces(16, 14).stranger();
    try (Gallery gallery = new Gallery(16)) {
      assertThat(gallery.search(probe, 1, 0)).isEmpty();
      assertThatIllegalArgumentException().isThrownBy(() -> gallery.search(probe, 0, 0));
      assertThatIllegalArgumentException().isThrownBy(() -> gallery.search(probe, 1001, 0));
      assertThatIllegalArgumentException().isThrownBy(() -> gallery.search(probe, 1, Double.NaN));
    }
  }

  @Test
  void aClosedGallerySaysSo() {
    Embedding face = new Faces(16, 15).stranger();
    Gallery gallery = new Gallery(16);
    gallery.put(1, face);
    gallery.close();
    gallery.close();
    assertThatIllegalStateException().isThrownBy(() -> gallery.search(face, 1, 0));
    assertThatIllegalStateException().isThrownBy(() -> gallery.put(1, face));
    assertThatIllegalStateException()
        .isThrownBy(() -> gallery.remove(1))
        .withMessage("The gallery is closed");
    assertThat(gallery.size()).isZero();
  }
}
