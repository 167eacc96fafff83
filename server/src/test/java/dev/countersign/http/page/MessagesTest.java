package dev.countersign.http.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final Pattern USED =
      Pattern.compile(
          "(?:(?:shell|words|messages)\\.text\\(|Table\\.of\\(\\s*[a-z.()]*words[()]*,)"
              + "\\s*\"([a-z0-9.-]+)\"\\s*[,)]");
  private final Messages english = Languages.load().of(Optional.empty());

  @Test
  void valuesStandWhereTheTextSaysSo() {
    Messages messages = new Messages(Locale.ENGLISH, Map.of("greeting", "{1}, {0}!"));

    assertThat(messages.text("greeting", "Alice", "Hello")).isEqualTo("Hello, Alice!");
  }

  @Test
  void anUnknownTextIsAMistake() {
    assertThatThrownBy(() -> english.text("no.such.text"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("messages.properties has no no.such.text");
  }

  @Test
  void everyTextThatPagesUseIsThere() throws IOException {
    Set<String> used = new TreeSet<>();
    used.addAll(used(Path.of("src/main/jte")));
    used.addAll(used(Path.of("src/main/java/dev/countersign/http")));

    assertThat(used).isNotEmpty().allMatch(english::has);
  }

  private static Set<String> used(Path folder) throws IOException {
    Set<String> used = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Matcher found = USED.matcher(Files.readString(file));
        while (found.find()) {
          used.add(found.group(1));
        }
      }
    }
    return used;
  }

  @Test
  void aLanguageThatIsNotThereIsEnglish() {
    assertThat(Languages.load().of(Optional.of("xx, *;q=0.1")).locale()).isEqualTo(Locale.UK);
    assertThat(Languages.load().of(Optional.of("\u0000;;q=")).locale()).isEqualTo(Locale.UK);
  }
}
