package dev.countersign.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlSettingsTest {

  @TempDir Path folder;

  private final List<String> errors = new ArrayList<>();

  @Test
  void nested_and_dotted_keys_are_the_same_and_texts_stay_as_written() throws IOException {
    Map<String, Given> settings =
        read(
            """
            # a comment
            server:
              port: 0080
            mail.password: 1_000.50
            metrics:
              allow:
                - 10.0.0.0/8
                - "::1/128"
            db: ""
            throttle:
            """);

    assertThat(errors).isEmpty();
    assertThat(settings)
        .containsOnly(
            Map.entry("server.port", new Given("0080", false, origin(3))),
            Map.entry("mail.password", new Given("1_000.50", false, origin(4))),
            Map.entry("metrics.allow", new Given("10.0.0.0/8,::1/128", true, origin(6))),
            Map.entry("db", new Given("", false, origin(9))));
  }

  @Test
  void an_empty_file_says_nothing() throws IOException {
    assertThat(read("")).isEmpty();
    assertThat(read("# only a comment\n")).isEmpty();
    assertThat(errors).isEmpty();
  }

  @Test
  void a_key_given_twice_is_an_error_in_either_notation() throws IOException {
    read(
        """
        server.port: 1
        server:
          port: 2
        log.level: info
        log.level: info
        server:
          bind: ::1
        """);

    assertThat(errors)
        .containsExactly(
            "server.port (" + origin(3) + "): given twice; the first is on line 1",
            "log.level (" + origin(5) + "): given twice; the first is on line 4",
            "server (" + origin(6) + "): given twice; the first is on line 2");
  }

  @Test
  void a_key_without_value_is_an_error() throws IOException {
    read("server:\n  port:\n");

    assertThat(errors)
        .containsExactly(
            "server.port ("
                + origin(2)
                + "): has no value; write \"\" for an empty one, or remove the line");
  }

  @Test
  void unquoted_yaml_notation_is_refused_rather_than_cut_off() throws IOException {
    read("mail.password: !hunter2 x\nmail.user: &hunter2 x\nmail.host: *hunter2\n");

    assertThat(errors).hasSize(3).allMatch(error -> error.contains("put the value in quotes"));
    assertThat(errors.toString()).doesNotContain("hunter2");
  }

  @Test
  void quoted_and_empty_values_may_hold_any_character() throws IOException {
    assertThat(read("db-password: \"!h\u00fc\ud83d\ude00\"\nmail.password: '&*!'\ndb: ''"))
        .containsOnly(
            Map.entry("db-password", new Given("!h\u00fc\ud83d\ude00", false, origin(1))),
            Map.entry("mail.password", new Given("&*!", false, origin(2))),
            Map.entry("db", new Given("", false, origin(3))));
    assertThat(errors).isEmpty();
  }

  @Test
  void broken_yaml_is_told_by_its_line_and_never_quoted() throws IOException {
    read("server.port: 1\nmail.password: \"hunter2\n");

    assertThat(errors)
        .singleElement()
        .asString()
        .startsWith(folder.resolve("settings.yaml") + ":")
        .contains("not valid YAML here")
        .doesNotContain("hunter2");
  }

  @Test
  void what_is_not_a_mapping_or_not_one_document_is_refused() throws IOException {
    read("- a\n");
    read("server.port: 1\n---\nserver.port: 2\n");

    assertThat(errors)
        .containsExactly(
            folder.resolve("settings.yaml") + ": must hold lines such as \"server.port: 8080\"",
            origin(3) + ": must hold one YAML document, and a second begins here");
  }

  @Test
  void nested_lists_are_refused() throws IOException {
    read("metrics.allow:\n  - [a, b]\n  - {c: d}\n");

    assertThat(errors)
        .containsExactly(
            "metrics.allow (" + origin(2) + "): a list must hold plain values",
            "metrics.allow (" + origin(3) + "): a list must hold plain values");
  }

  @Test
  void a_missing_file_and_a_folder_are_told_apart() {
    Path missing = folder.resolve("missing.yaml");
    YamlSettings.read(missing, errors);
    YamlSettings.read(folder, errors);

    assertThat(errors)
        .containsExactly(
            missing + ": the configuration file does not exist",
            folder + ": the configuration file cannot be read by this process");
  }

  private String origin(int line) {
    return folder.resolve("settings.yaml") + ":" + line;
  }

  private Map<String, Given> read(String text) throws IOException {
    return YamlSettings.read(Files.writeString(folder.resolve("settings.yaml"), text), errors);
  }
}
