package dev.countersign.evaluation;

import dev.countersign.face.Embedding;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every photograph against every other.
 *
 * @param pairs each pair counts once
 * @param people each person counts once: a person's pairs have a weight of one together. People
 *     with hundreds of photographs then do not stand for everybody
 * @param sameCount how many pairs show the same person
 * @param personCount how many people have more than one photograph
 */
record AllPairs(ErrorRates pairs, ErrorRates people, long sameCount, int personCount) {
  /** So many columns of so many numbers stay in the processor's cache. */
  private static final int BLOCK = 256;

  static AllPairs of(List<Photograph> photographs, List<Embedding> embeddings) {
    int count = photographs.size();
    Map<String, Integer> ids = new HashMap<>();
    int[] person = new int[count];
    int[] photographsOf = new int[count];
    for (int i = 0; i < count; i++) {
      person[i] = ids.computeIfAbsent(photographs.get(i).person(), _ -> ids.size());
      photographsOf[person[i]]++;
    }
    Scores scores = new Scores(person, photographsOf);
    float[][] vectors = embeddings.stream().map(Embedding::values).toArray(float[][]::new);
    for (int from = 0; from < count; from += BLOCK) {
      int to = Math.min(count, from + BLOCK);
      Columns columns = Columns.of(vectors, from, to);
      for (int i = 0; i < to; i++) {
        float[] cosines = columns.cosines(vectors[i]);
        for (int j = Math.max(from, i + 1); j < to; j++) {
          scores.add(i, j, cosines[j - from]);
        }
      }
    }
    return scores.rates();
  }

  /**
   * How alike photographs are, by whom they show.
   *
   * @param person the number of the person on each photograph
   * @param photographsOf how many photographs there are of each person
   */
  private record Scores(
      int[] person,
      int[] photographsOf,
      ScoreHistogram same,
      ScoreHistogram sameByPerson,
      ScoreHistogram different) {
    Scores(int[] person, int[] photographsOf) {
      this(person, photographsOf, new ScoreHistogram(), new ScoreHistogram(), new ScoreHistogram());
    }

    void add(int one, int other, float cosine) {
      if (person[one] != person[other]) {
        different.add(cosine, 1);
        return;
      }
      double of = photographsOf[person[one]];
      same.add(cosine, 1);
      sameByPerson.add(cosine, 2 / (of * (of - 1)));
    }

    AllPairs rates() {
      int several = (int) Arrays.stream(photographsOf).filter(n -> n > 1).count();
      return new AllPairs(
          new ErrorRates(same, different),
          new ErrorRates(sameByPerson, different),
          same.count(),
          several);
    }
  }

  /** Some vectors, side by side: one is compared with all of them at once. */
  private record Columns(float[][] rows, float[] sums) {
    static Columns of(float[][] vectors, int from, int to) {
      float[][] rows = new float[vectors[from].length][to - from];
      for (int row = 0; row < rows.length; row++) {
        for (int i = from; i < to; i++) {
          rows[row][i - from] = vectors[i][row];
        }
      }
      return new Columns(rows, new float[to - from]);
    }

    float[] cosines(float[] vector) {
      Arrays.fill(sums, 0);
      for (int row = 0; row < rows.length; row++) {
        add(rows[row], vector[row]);
      }
      return sums;
    }

    private void add(float[] row, float factor) {
      for (int i = 0; i < sums.length; i++) {
        sums[i] += factor * row[i];
      }
    }
  }
}
