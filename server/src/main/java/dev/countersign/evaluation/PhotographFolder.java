package dev.countersign.evaluation;

import dev.countersign.face.picture.PictureNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Photographs whose names say whom they show: {@code Name_0001.jpg}, all in one folder, or in one
 * folder for each person.
 */
public final class PhotographFolder {
  private static final int DEPTH = 2;
  private static final Pattern NAME = Pattern.compile("(.+)_(\\d{1,9})");

  private final Path folder;
  private final SortedMap<Photograph, Path> files;

  private PhotographFolder(Path folder, SortedMap<Photograph, Path> files) {
    this.folder = folder;
    this.files = files;
  }

  /**
   * Looks which photographs are there.
   *
   * @throws EvaluationFailed when there are none, or two of one name
   */
  public static PhotographFolder open(Path folder) throws EvaluationFailed {
    SortedMap<Photograph, Path> files = new TreeMap<>();
    for (Path file : pictures(folder)) {
      Matcher name = NAME.matcher(PictureNames.stem(file));
      if (name.matches()) {
        Photograph photograph = new Photograph(name.group(1), Integer.parseInt(name.group(2)));
        Path other = files.put(photograph, file);
        if (other != null) {
          throw new EvaluationFailed(photograph + " is there twice: " + other + " and " + file);
        }
      }
    }
    if (files.isEmpty()) {
      throw new EvaluationFailed(
          "There are no photographs in " + folder + " that are named like Colin_Powell_0001.jpg");
    }
    return new PhotographFolder(folder, files);
  }

  /**
   * The picture files in a folder and the folders in it, by name. Links are followed: a collection
   * is often put together of them.
   *
   * @throws EvaluationFailed when the folder cannot be read
   */
  static List<Path> pictures(Path folder) throws EvaluationFailed {
    if (!Files.isDirectory(folder)) {
      throw new EvaluationFailed("There is no folder " + folder);
    }
    List<Path> pictures = new ArrayList<>();
    collect(folder, DEPTH, pictures);
    return pictures.stream().sorted().toList();
  }

  private static void collect(Path folder, int depth, List<Path> pictures) throws EvaluationFailed {
    for (Path entry : entries(folder)) {
      if (Files.isDirectory(entry)) {
        if (depth > 1 && !String.valueOf(entry.getFileName()).startsWith(".")) {
          collect(entry, depth - 1, pictures);
        }
      } else if (PictureNames.photograph(entry)) {
        pictures.add(entry);
      }
    }
  }

  private static List<Path> entries(Path folder) throws EvaluationFailed {
    try (Stream<Path> found = Files.list(folder)) {
      return found.toList();
    } catch (IOException | UncheckedIOException e) {
      throw new EvaluationFailed("The folder " + folder + " cannot be read: " + e.getMessage());
    }
  }

  /** By person and number. */
  public Set<Photograph> photographs() {
    return files.keySet();
  }

  Optional<Path> file(Photograph photograph) {
    return Optional.ofNullable(files.get(photograph));
  }

  /**
   * Makes sure that all are there.
   *
   * @throws EvaluationFailed when one is missing; the message names it
   */
  void require(Set<Photograph> wanted) throws EvaluationFailed {
    List<Photograph> missing =
        wanted.stream().filter(photograph -> !files.containsKey(photograph)).sorted().toList();
    if (!missing.isEmpty()) {
      throw new EvaluationFailed(
          missing.size()
              + " of the "
              + wanted.size()
              + " photographs in the pairs are not in "
              + folder
              + ", the first is "
              + missing.getFirst());
    }
  }
}
