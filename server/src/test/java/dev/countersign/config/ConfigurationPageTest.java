package dev.countersign.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationPageTest {

  private static final Path PAGE =
      Path.of(System.getProperty("basedir", "."), "..", "docs", "configuration.md").normalize();

  @TempDir Path folder;

  @Test
  void the_page_is_the_one_the_table_of_keys_makes() throws IOException {
    String expected = ConfigurationPage.markdown();
    if (Boolean.getBoolean("countersign.write-docs")) {
      Files.createDirectories(PAGE.resolveSibling("."));
      Files.writeString(PAGE, expected);
    }

    assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
        .as(
            "docs/configuration.md differs from the table of keys; write it anew with: mvn -pl"
                + " server test -Dtest=ConfigurationPageTest -Dcountersign.write-docs=true")
        .isEqualTo(expected);
  }

  @Test
  void the_page_has_a_row_for_every_key() {
    String page = ConfigurationPage.markdown();

    assertThat(Keys.all())
        .allSatisfy(key ->
            assertThat(page)
                .contains("| `" + key.name() + "`<br>`" + key.environmentName() + "` | "));
  }

  @Test
  void every_key_describes_itself_in_a_sentence_or_two() {
    assertThat(Configuration.descriptions()).hasSameSizeAs(Keys.all());
    assertThat(Configuration.descriptions().values())
        .allSatisfy(description -> assertThat(description).hasSizeGreaterThan(30).endsWith("."));
  }

  @Test
  void no_two_keys_share_a_name_or_a_variable() {
    assertThat(Keys.all().stream().map(Key::name)).doesNotHaveDuplicates();
    assertThat(Keys.all().stream().map(Key::environmentName)).doesNotHaveDuplicates();
  }

  @Test
  void the_example_on_the_page_is_valid() throws IOException {
    Path file = Files.writeString(folder.resolve("example.yaml"), ConfigurationPage.EXAMPLE);
    Configuration configuration =
        Configuration.load(TestSources.in(folder, Optional.of(file), Map.of(), Map.of()));

    assertThat(configuration.server().port()).isEqualTo(8443);
    assertThat(configuration.server().trustedProxies()).containsExactly(Cidr.parse("10.0.0.0/8"));
  }
}
