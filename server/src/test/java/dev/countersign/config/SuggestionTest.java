package dev.countersign.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

  private static final List<String> NAMES = Keys.all().stream().map(Key::name).toList();

  @ParameterizedTest
  @CsvSource({
    "server.prot, server.port",
    "server.baseUrl, server.base-url",
    "server.base_url, server.base-url",
    "sever.bind, server.bind",
    "base-url, server.base-url",
    "log.levle, log.level",
    "db-pasword, db-password",
    "token.access-ttl, tokens.access-ttl"
  })
  void the_name_meant_is_found(String given, String meant) {
    assertThat(Suggestion.closest(given, NAMES)).contains(meant);
  }

  @Test
  void nothing_is_suggested_for_a_name_far_from_all() {
    assertThat(Suggestion.closest("favourite.colour", NAMES)).isEmpty();
    assertThat(Suggestion.phrase("zzz", NAMES)).isEmpty();
  }

  @Test
  void whatIsFarFromAllOfItsGroupIsAnsweredWithTheGroup() {
    assertThat(Suggestion.phrase("mail.tls", NAMES))
        .isEqualTo(
            "; its group has mail.from, mail.host, mail.password, mail.port, mail.security,"
                + " mail.user");
    assertThat(Suggestion.phrase("mail.form", NAMES)).isEqualTo("; did you mean mail.from?");
  }

  @ParameterizedTest
  @CsvSource({"'', abc, 3", "abc, abc, 0", "abc, acb, 1", "abc, ab, 1", "abc, abd, 1", "ab, cd, 2"})
  void the_distance_counts_typing_errors(String from, String to, int errors) {
    assertThat(Suggestion.distance(from, to)).isEqualTo(errors);
  }
}
