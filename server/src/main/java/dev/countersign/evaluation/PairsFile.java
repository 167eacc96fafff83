package dev.countersign.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Pairs of photographs that show the same person or not, in the format of LFW's View 2: {@code name
 * i j}, or {@code name1 i name2 j}. A first line {@code folds pairs} may say how many folds there
 * are, each with so many pairs of either kind.
 *
 * @param pairs in the file's order
 * @param folds the fold of each pair, from 0
 * @param foldCount how many folds there are, at least two
 * @param formedBy how it is known where folds begin, in words
 */
public record PairsFile(List<Pair> pairs, List<Integer> folds, int foldCount, String formedBy) {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final int USUAL_FOLDS = 10;

  /** More runs than that are the turns of a shuffled file, and no folds. */
  private static final int MOST_RUNS = 20;

  private static final int FEW = 4;

  /**
   * Two photographs.
   *
   * @param same whether they show the same person
   */
  public record Pair(Photograph first, Photograph second, boolean same) {}

  /**
   * Reads a file.
   *
   * @throws EvaluationFailed when it is none; the message has the line's number
   */
  public static PairsFile read(Path file) throws EvaluationFailed {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new EvaluationFailed(
          "The pairs cannot be read from " + file + ": there is no such file, or it is not text");
    }
    List<Line> written = written(lines);
    int[] header = new int[0];
    if (!written.isEmpty() && written.getFirst().words().size() <= 2) {
      header = header(file, written.removeFirst());
    }
    List<Pair> pairs = new ArrayList<>();
    for (Line line : written) {
      pairs.add(pair(file, line));
    }
    return withFolds(file, pairs, header);
  }

  private record Line(int number, List<String> words) {}

  /** The lines that are not empty. */
  private static List<Line> written(List<String> lines) {
    List<Line> written = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String text = lines.get(i);
      // Some editors begin UTF-8 with a byte order mark.
      if (i == 0 && text.startsWith("\ufeff")) {
        text = text.substring(1);
      }
      if (!text.isBlank()) {
        written.add(new Line(i + 1, List.of(SPACE.split(text.strip()))));
      }
    }
    return written;
  }

  private static int[] header(Path file, Line line) throws EvaluationFailed {
    int[] header = new int[line.words().size()];
    for (int i = 0; i < header.length; i++) {
      header[i] = number(file, line.number(), line.words().get(i));
    }
    return header;
  }

  private static Pair pair(Path file, Line line) throws EvaluationFailed {
    List<String> words = line.words();
    return switch (words.size()) {
      case 3 ->
          new Pair(
              photograph(file, line, words.getFirst(), words.get(1)),
              photograph(file, line, words.getFirst(), words.get(2)),
              true);
      case 4 ->
          pair(
              photograph(file, line, words.getFirst(), words.get(1)),
              photograph(file, line, words.get(2), words.get(3)));
      default ->
          throw new EvaluationFailed(
              "Line "
                  + line.number()
                  + " of "
                  + file
                  + ": a pair is \"name i j\" or \"name1 i name2 j\", and this has "
                  + words.size()
                  + " words");
    };
  }

  private static Pair pair(Photograph first, Photograph second) {
    return new Pair(first, second, first.person().equals(second.person()));
  }

  private static Photograph photograph(Path file, Line line, String person, String number)
      throws EvaluationFailed {
    return new Photograph(person, number(file, line.number(), number));
  }

  private static int number(Path file, int line, String word) throws EvaluationFailed {
    try {
      return Integer.parseUnsignedInt(word);
    } catch (NumberFormatException e) {
      throw new EvaluationFailed(
          "Line " + line + " of " + file + ": \"" + word + "\" should be a photograph's number");
    }
  }

  private static PairsFile withFolds(Path file, List<Pair> pairs, int[] header)
      throws EvaluationFailed {
    if (pairs.size() < 2) {
      throw new EvaluationFailed("There are not two pairs in " + file);
    }
    boolean fits = header.length == 2 && 2L * header[0] * header[1] == pairs.size();
    if (fits && header[0] > 1) {
      return equal(pairs, header[0], "as the first line says");
    }
    if (pairs.size() < FEW) {
      return equal(pairs, pairs.size(), "one for each pair, because there are so few");
    }
    Blocks blocks = Blocks.of(pairs);
    if (blocks.count() > 1 && blocks.count() <= MOST_RUNS) {
      return new PairsFile(
          pairs, blocks.folds(), blocks.count(), "each a run of same and a run of different pairs");
    }
    int folds = Math.min(USUAL_FOLDS, pairs.size() / 2);
    String because = "the file does not tell folds";
    if (header.length == 2 && !fits) {
      because = "the first line does not fit the pairs";
    }
    return dealt(pairs, Math.max(2, folds), because);
  }

  private static PairsFile equal(List<Pair> pairs, int count, String formedBy) {
    List<Integer> folds = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      folds.add(i / (pairs.size() / count));
    }
    return new PairsFile(pairs, folds, count, formedBy);
  }

  /** In the file's order, each kind shared out evenly: a fold then has some of both. */
  private static PairsFile dealt(List<Pair> pairs, int count, String because) {
    long same = pairs.stream().filter(Pair::same).count();
    long[] kinds = {pairs.size() - same, same};
    long[] seen = new long[2];
    List<Integer> folds = new ArrayList<>();
    for (Pair pair : pairs) {
      int kind = pair.same() ? 1 : 0;
      folds.add((int) (seen[kind]++ * count / kinds[kind]));
    }
    return new PairsFile(pairs, folds, count, "shared out evenly, because " + because);
  }

  /** Every photograph named. */
  Set<Photograph> photographs() {
    Set<Photograph> photographs = new TreeSet<>();
    for (Pair pair : pairs) {
      photographs.add(pair.first());
      photographs.add(pair.second());
    }
    return photographs;
  }

  /** Folds as LFW writes them: pairs of the same person, then as many of different people. */
  private record Blocks(List<Integer> folds, int count) {
    static Blocks of(List<Pair> pairs) {
      List<Integer> folds = new ArrayList<>();
      int fold = 0;
      for (int i = 0; i < pairs.size(); i++) {
        if (i > 0 && pairs.get(i).same() && !pairs.get(i - 1).same()) {
          fold++;
        }
        folds.add(fold);
      }
      return new Blocks(folds, fold + 1);
    }
  }
}
