package dev.countersign.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://anna:p%40ss+1@db:5432/auth?sslmode=verify-full",
        "postgres://anna:p%40ss+1@db:5432/auth?sslmode=verify-full",
        "jdbc:postgresql://db:5432/auth?user=anna&password=p%40ss%2B1&sslmode=verify-full",
        "jdbc:postgresql://db:5432/auth?sslmode=verify-full&user=anna&password=p%40ss%2B1"
      })
  void both_forms_of_the_url_mean_the_same(String url) {
    assertThat(database(Map.of("db", url)))
        .isEqualTo(
            new DatabaseAddress.PostgresServer(
                "jdbc:postgresql://db:5432/auth?sslmode=verify-full",
                Optional.of("anna"),
                Optional.of(SecretText.of("p@ss+1"))));
  }

  @Test
  void user_and_password_may_stand_apart_from_the_url() {
    assertThat(
            database(
                Map.of("db", "postgresql://a,b:5433/auth", "db-user", "u", "db-password", "p")))
        .isEqualTo(
            new DatabaseAddress.PostgresServer(
                "jdbc:postgresql://a,b:5433/auth",
                Optional.of("u"),
                Optional.of(SecretText.of("p"))));
  }

  @Test
  void a_password_given_in_two_places_is_refused_without_showing_either() {
    ConfigurationException exception =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> database(Map.of("db", "postgresql://u:hunter2@a/b", "db-password", "hunter3")));

    assertThat(exception.errors())
        .containsExactly(
            "db-password = ******** (flag --db-password) and db = postgresql://u:********@a/b (flag"
                + " --db) both give it; remove one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://db/auth",
        "postgresql://db",
        "postgresql://db/",
        "postgresql://u:p@ss@db/auth",
        "postgresql://u:p%zz@db/auth",
        "postgresql://u@db/auth?user=v",
        "./countersign.db"
      })
  void anything_else_is_refused(String url) {
    assertThat(
            catchThrowableOfType(ConfigurationException.class, () -> database(Map.of("db", url)))
                .errors())
        .singleElement()
        .asString()
        .startsWith("db (flag --db): the value (not shown, it is secret) is not allowed")
        .doesNotContain(url);
  }

  @Test
  void passwords_among_the_parameters_are_masked() throws InvalidValueException {
    PostgresUrl url = PostgresUrl.parse("postgresql://a/b?sslpassword=hunter2&x=1");

    assertThat(url.masked()).isEqualTo("postgresql://a/b?sslpassword=********&x=1");
    assertThat(database(Map.of("db", "postgresql://a/b?sslpassword=hunter2")).toString())
        .isEqualTo("jdbc:postgresql://a/b");
  }

  private DatabaseAddress database(Map<String, String> flags) {
    Map<String, String> all = new HashMap<>(flags);
    return Configuration.load(TestSources.in(folder, Optional.empty(), Map.of(), all))
        .data()
        .database();
  }
}
