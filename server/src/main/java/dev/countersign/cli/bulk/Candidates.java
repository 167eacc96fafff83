package dev.countersign.cli.bulk;

import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Profile;
import dev.countersign.face.picture.PictureNames;
import dev.countersign.naming.Name;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Reads who is to be enrolled, out of a folder or a CSV file. */
public final class Candidates {
  private static final String USER = "userName";
  private static final String FILE = "file";
  private static final String FULL_NAME = "fullName";
  private static final String EMAIL = "emailId";
  private static final String PHONE = "phoneNumber";
  private static final Set<String> COLUMNS = Set.of(USER, FILE, FULL_NAME, EMAIL, PHONE);

  private Candidates() {}

  /**
   * Everybody there, in order.
   *
   * @param source a folder with {@code USER.jpg} and {@code USER/any.jpg}, or a CSV file
   * @throws InvalidInput when it is neither, or nobody is in it
   */
  public static List<Candidate> of(Path source) {
    List<Candidate> everybody = read(source);
    if (everybody.isEmpty()) {
      throw new InvalidInput(
          "There are no pictures in "
              + source
              + "; it should have USER.jpg or USER/any.jpg (also png, webp, tiff, pdf), or be a CSV"
              + " file with lines below the first");
    }
    return everybody;
  }

  private static List<Candidate> read(Path source) {
    try {
      if (Files.isDirectory(source)) {
        return folder(source);
      }
      if (Files.isRegularFile(source)) {
        return list(source);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + source, e);
    }
    throw new InvalidInput("There is no folder and no file " + source);
  }

  /** What is hidden is nobody: desktops keep small copies of pictures beside them. */
  private static List<Candidate> folder(Path folder) throws IOException {
    Map<String, Candidate> found = new LinkedHashMap<>();
    for (Path entry : sorted(folder)) {
      String user = entry.getFileName().toString();
      if (user.startsWith(".")) {
        continue;
      }
      if (Files.isDirectory(entry)) {
        for (Path file : sorted(entry)) {
          if (PictureNames.picture(file)) {
            add(found, user, file, Profile.EMPTY);
          }
        }
      } else if (PictureNames.picture(entry)) {
        add(found, PictureNames.stem(entry), entry, Profile.EMPTY);
      }
    }
    return List.copyOf(found.values());
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  /** Two spellings of one name are one person. */
  private static void add(Map<String, Candidate> found, String user, Path file, Profile profile) {
    String key = Name.lookupKey(user).orElse(user);
    Candidate known = found.get(key);
    if (known == null) {
      found.put(key, new Candidate(user, List.of(file), profile));
    } else {
      found.put(key, known.with(file));
    }
  }

  private static List<Candidate> list(Path file) throws IOException {
    List<List<String>> lines = records(file);
    if (lines.isEmpty()) {
      throw new InvalidInput("The file " + file + " is empty");
    }
    Map<String, Integer> columns = columns(file, lines.getFirst());
    Path folder = file.toAbsolutePath().getParent();
    Map<String, Candidate> found = new LinkedHashMap<>();
    for (int i = 1; i < lines.size(); i++) {
      Row row = new Row(columns, lines.get(i), file, i + 1);
      // Names of files are meant beside the list, wherever the command is run.
      Path picture = row.picture();
      if (folder != null) {
        picture = folder.resolve(picture);
      }
      add(found, row.required(USER), picture, row.profile());
    }
    return List.copyOf(found.values());
  }

  private static List<List<String>> records(Path file) throws IOException {
    try {
      return Csv.read(Files.readString(file, StandardCharsets.UTF_8));
    } catch (CharacterCodingException e) {
      throw new InvalidInput("The file " + file + " is not a CSV file: it is no text in UTF-8");
    } catch (InvalidInput e) {
      throw new InvalidInput("The file " + file + " is not a CSV file: " + e.getMessage());
    }
  }

  private static Map<String, Integer> columns(Path file, List<String> header) {
    Map<String, Integer> columns = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).strip();
      if (COLUMNS.contains(name)) {
        columns.put(name, i);
      } else {
        unknown.add(name);
      }
    }
    if (!unknown.isEmpty() || !columns.containsKey(USER) || !columns.containsKey(FILE)) {
      throw new InvalidInput(
          String.format(
              Locale.ROOT,
              "The first line of %s must be userName,file and may go on with fullName, emailId and"
                  + " phoneNumber",
              file));
    }
    return columns;
  }

  private record Row(Map<String, Integer> columns, List<String> cells, Path file, int number) {
    String cell(String column) {
      Integer at = columns.get(column);
      return at == null || at >= cells.size() ? "" : cells.get(at).strip();
    }

    String required(String column) {
      String cell = cell(column);
      if (cell.isEmpty()) {
        throw new InvalidInput("Record " + number + " of " + file + " has no " + column);
      }
      return cell;
    }

    Path picture() {
      String name = required(FILE);
      try {
        return Path.of(name);
      } catch (InvalidPathException e) {
        throw new InvalidInput(
            "Record " + number + " of " + file + " has no name of a file in the column " + FILE);
      }
    }

    Profile profile() {
      return new Profile(cell(FULL_NAME), cell(EMAIL), false, cell(PHONE), "");
    }
  }
}
