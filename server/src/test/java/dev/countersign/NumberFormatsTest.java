package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code "%d".formatted(7)} is written in the digits of the machine's language, which are not ASCII
 * in some: no code is ever right there, and no JSON valid.
 */
class NumberFormatsTest {
  private static final Path SOURCES = Path.of(System.getProperty("basedir", "."), "src/main/java");

  private static final String REST_OF_LITERAL = "[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"";
  private static final String REST_OF_BLOCK = "(?:(?!\"\"\").)*+\"\"\"";
  private static final Pattern LOCAL_NUMBER =
      Pattern.compile(
          "%[-#+ 0,(0-9.$]*[dfeEgG](?:"
              + REST_OF_LITERAL
              + "(?!\")(?:\\s*+\\+\\s*+\""
              + REST_OF_LITERAL
              + ")*+\\)?|"
              + REST_OF_BLOCK
              + ")\\s*+\\.formatted\\(",
          Pattern.DOTALL);

  @Test
  void numbersAreWrittenInTheSameDigitsEverywhere() throws IOException {
    List<String> local = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        LOCAL_NUMBER
            .matcher(Files.readString(file))
            .results()
            .forEach(found -> local.add(SOURCES.relativize(file) + ": " + found.group()));
      }
    }

    assertThat(local)
        .as("a conversion of texts writes a number as it is; String.format takes Locale.ROOT")
        .isEmpty();
  }

  @Test
  void aNumberForOneLanguageIsFound() {
    for (String source :
        List.of(
            "\"%06d\".formatted(7)",
            "\"{\\\"a\\\":%d}\"\n    .formatted(7)",
            "\"%.2f of \" + \"it\".formatted(7)",
            "\"\"\"\n  %,d \"words\"\n  \"\"\".formatted(7)")) {
      assertThat(LOCAL_NUMBER.matcher(source).find()).as(source).isTrue();
    }
    for (String source :
        List.of("\"%s%n\".formatted(7)", "decimal(\"%9.2f\", 7) + \" %-9s\".formatted(7)")) {
      assertThat(LOCAL_NUMBER.matcher(source).find()).as(source).isFalse();
    }
  }
}
