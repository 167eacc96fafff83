package dev.countersign.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTypeTest {

  @ParameterizedTest
  @CsvSource({"250ms, PT0.25S", "30s, PT30S", "15m, PT15M", "2h, PT2H", "90d, PT2160H", "0s, PT0S"})
  void durations_are_read_and_written(String text, Duration expected) throws InvalidValueException {
    assertThat(DurationText.parse(text)).isEqualTo(expected);
    assertThat(DurationText.format(expected)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "30", "s", "-1s", "1.5h", "30 s", "30S", "1w", "1h30m", "9999999999s"})
  void other_durations_are_refused(String text) {
    assertThatThrownBy(() -> DurationText.parse(text)).isInstanceOf(InvalidValueException.class);
  }

  @ParameterizedTest
  @CsvSource({"0B, 0", "1000B, 1000", "64KiB, 65536", "10MiB, 10485760", "1GiB, 1073741824"})
  void sizes_are_read_and_written(String text, long expected) throws InvalidValueException {
    assertThat(SizeText.parse(text)).isEqualTo(expected);
    assertThat(SizeText.format(expected)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1024", "MiB", "1MB", "1M", "-1MiB", "1.5MiB", "1 MiB", "1mib"})
  void other_sizes_are_refused(String text) {
    assertThatThrownBy(() -> SizeText.parse(text)).isInstanceOf(InvalidValueException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "login.example.com",
        "ftp://login.example.com",
        "https://login.example.com/",
        "https://login.example.com?a=b",
        "https://login.example.com#a",
        "https://anna@login.example.com",
        "https://",
        "https://a b"
      })
  void other_base_urls_are_refused(String text) {
    assertThatThrownBy(() -> NetworkTypes.baseUrl().parser().parse(text))
        .isInstanceOf(InvalidValueException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "-a.example", "a..b", "256.1.1.1", "1.2.3", "http://a", "a:80"})
  void other_hosts_are_refused(String text) {
    assertThatThrownBy(() -> NetworkTypes.host().parser().parse(text))
        .isInstanceOf(InvalidValueException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a:", ":80", "a:0", "a:65536", "::1:80", "[a:80"})
  void other_pairs_of_host_and_port_are_refused(String text) {
    assertThatThrownBy(() -> HostPort.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
