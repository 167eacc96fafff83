package dev.countersign.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShapeTest {
  private static String difference(String shape, String body) {
    return new Shape(shape).difference(body).orElse("none");
  }

  @Test
  void aBodyWithTheFieldsAndTypesFits() {
    String shape =
        "{\"status\":\"200 OK\",\"token\":\"~[a-z]{3}\",\"ttl\":\"#\",\"inner\":{\"a\":null}}";

    assertThat(
            difference(
                shape,
                "{\"token\":\"abc\",\"status\":\"200 OK\",\"ttl\":7,\"inner\":{\"a\":null}}"))
        .isEqualTo("none");
    assertThat(
            difference(
                shape,
                "{\"token\":\"abc\",\"status\":\"200 OK\",\"ttl\":\"7\",\"inner\":{\"a\":null}}"))
        .isEqualTo("/ttl should be a number");
    assertThat(
            difference(
                shape, "{\"token\":\"abc\",\"status\":\"200 OK\",\"ttl\":7,\"inner\":{\"a\":1}}"))
        .isEqualTo("/inner/a should be null");
  }

  @Test
  void fieldsMissingAndFieldsNobodyDocumentedAreNamed() {
    assertThat(difference("{\"a\":\"#\"}", "{}")).isEqualTo("/a is missing");
    assertThat(difference("{\"a\":\"#\"}", "{\"a\":1,\"b\":2}")).isEqualTo("/b is not documented");
    assertThat(difference("{\"a\":\"#\",\"...\":\"\"}", "{\"a\":1,\"b\":2}")).isEqualTo("none");
  }

  @Test
  void anEmptyBodyIsEmptyAndABrokenOneIsNotJson() {
    assertThat(difference("", "")).isEqualTo("none");
    assertThat(difference("", "{}")).isEqualTo("the body should be empty");
    assertThat(difference("{}", "<html>")).isEqualTo("the body should be JSON");
  }
}
