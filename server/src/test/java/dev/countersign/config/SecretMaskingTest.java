package dev.countersign.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretMaskingTest {

  @TempDir Path folder;

  @Test
  void no_secret_shows_in_any_text_made_from_the_configuration() {
    Configuration configuration =
        load(
            Map.of(
                "COUNTERSIGN_DB", "postgresql://anna:hunter2@db.example.com:5432/auth",
                "COUNTERSIGN_KEYS_VALUE", "hunter2",
                "COUNTERSIGN_MAIL_HOST", "smtp.example.com",
                "COUNTERSIGN_MAIL_FROM", "a@example.com",
                "COUNTERSIGN_MAIL_USER", "anna",
                "COUNTERSIGN_MAIL_PASSWORD", "hunter2"));

    assertThat(configuration.toString()).contains("********").doesNotContain("hunter2");
    assertThat(ConfigurationPrinter.text(configuration))
        .doesNotContain("hunter2")
        .contains(
            "db = postgresql://anna:********@db.example.com:5432/auth  # environment COUNTERSIGN_DB\n",
            "db-password =   # default\n",
            "keys.value = ********  # environment COUNTERSIGN_KEYS_VALUE\n",
            "server.port = 8080  # default\n");
    assertThat(ConfigurationPrinter.json(configuration))
        .doesNotContain("hunter2")
        .contains(
            """
              "mail.password" : {
                "value" : "********",
                "origin" : "environment COUNTERSIGN_MAIL_PASSWORD"
              },\
            """);
  }

  @Test
  void no_secret_shows_in_an_error() {
    ConfigurationException exception =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> load(Map.of("COUNTERSIGN_DB", "mysql://anna:hunter2@db.example.com/auth")));

    assertThat(exception.errors())
        .singleElement()
        .asString()
        .startsWith("db (environment COUNTERSIGN_DB): the value (not shown, it is secret) is not")
        .doesNotContain("hunter2");
  }

  @Test
  void the_sources_do_not_print_what_they_hold() {
    assertThat(
            new ConfigurationSources(
                    Optional.empty(), Map.of("A", "hunter2"), Map.of("b", "hunter2"))
                .toString())
        .doesNotContain("hunter2");
  }

  private Configuration load(Map<String, String> environment) {
    return Configuration.load(TestSources.in(folder, Optional.empty(), environment, Map.of()));
  }
}
