package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page about conformance names classes and tests that exist, in every row. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ConformanceListTest {
  private static final Path SERVER =
      Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
  private static final Path PAGE = SERVER.resolveSibling("docs").resolve("conformance.md");
  private static final Path MAIN = SERVER.resolve("src/main/java/dev/countersign");
  private static final Path TESTS = SERVER.resolve("src/test/java/dev/countersign");

  private static final Pattern NAME = Pattern.compile("`([A-Za-z.]+)`");
  private static final Pattern TEST = Pattern.compile("`([A-Za-z]+)#([A-Za-z0-9]+)`");
  private static final Pattern METHOD =
      Pattern.compile("@(?:Test|ParameterizedTest)\\b.*?\\bvoid (\\w+)\\(", Pattern.DOTALL);

  private static Map<String, List<String>> classes;
  private static Map<String, List<String>> tests;

  @BeforeAll
  static void read() throws IOException {
    classes = new TreeMap<>();
    for (Path file : sources(MAIN)) {
      String simple = name(file);
      classes.computeIfAbsent(simple, _ -> new ArrayList<>()).add(simple);
      String room = String.valueOf(file.getName(file.getNameCount() - 2));
      classes.computeIfAbsent(room + "." + simple, _ -> new ArrayList<>()).add(simple);
    }
    tests = new TreeMap<>();
    for (Path file : sources(TESTS)) {
      List<String> methods = tests.computeIfAbsent(name(file), _ -> new ArrayList<>());
      Matcher found = METHOD.matcher(Files.readString(file));
      while (found.find()) {
        methods.add(found.group(1));
      }
    }
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replace(".java", "");
  }

  /** The four cells of each row, heads and lines left out. */
  private static List<List<String>> rows() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("| ") && !line.startsWith("| Section ") && !line.startsWith("| --- ")) {
        rows.add(Stream.of(line.split("\\|", -1)).map(String::strip).toList());
      }
    }
    return rows;
  }

  @Test
  void everyRowSaysWhereASentenceIsObeyedAndWhatShowsIt() throws IOException {
    assertThat(rows()).hasSizeGreaterThan(130);
    for (List<String> row : rows()) {
      // Nothing before the first line and nothing after the last.
      assertThat(row).as(row.toString()).hasSize(6).startsWith("").endsWith("");
      assertThat(row.get(1)).as("section of " + row).isNotEmpty();
      assertThat(row.get(2)).as("sentence of " + row).hasSizeGreaterThan(10);
      if (row.get(3).equals("does not apply") || row.get(3).equals("departs")) {
        assertThat(row.get(4)).as("reason of " + row).hasSizeGreaterThan(40).endsWith(".");
      } else {
        assertThat(NAME.matcher(row.get(3)).find()).as("class in " + row).isTrue();
        assertThat(TEST.matcher(row.get(4)).find()).as("test in " + row).isTrue();
      }
    }
  }

  @Test
  void everyClassThatIsNamedExistsOnce() throws IOException {
    for (List<String> row : rows()) {
      Matcher names = NAME.matcher(row.get(3));
      while (names.find()) {
        assertThat(classes.getOrDefault(names.group(1), List.of()))
            .as(names.group(1) + " in " + row)
            .hasSize(1);
      }
    }
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    List<String> missing = new ArrayList<>();
    Matcher named = TEST.matcher(Files.readString(PAGE));
    int count = 0;
    while (named.find()) {
      count++;
      if (!tests.getOrDefault(named.group(1), List.of()).contains(named.group(2))) {
        missing.add(named.group());
      }
    }

    assertThat(missing).isEmpty();
    assertThat(count).isGreaterThan(200);
  }
}
