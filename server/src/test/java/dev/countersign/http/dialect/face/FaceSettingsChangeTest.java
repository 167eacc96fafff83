package dev.countersign.http.dialect.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.testing.TestServer.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaceSettingsChangeTest extends FaceDialectTest {
  private static final String UPDATED =
      "{\"status\":\"200 OK\",\"message\":\"Successfully Updated.\"}";

  @Override
  Map<String, String> settings() {
    return Map.of(
        "outgoing.allow-hosts",
        "hooks.example,2606:4700::1111",
        "outgoing.allow-private",
        "inside.example:8443");
  }

  @Test
  void everySettingIsKeptAndShownInTheSameSpelling() {
    String all =
        """
        "checkLiveliness":"yes","Threshold":75,\
        "enrollmentAcceptedCallbackurl":"https://hooks.example/a?b=c",\
        "enrollmentRejectedCallbackurl":"https://hooks.example/r",\
        "successfullAuthenticationCallbackurl":"https://inside.example:8443/s",\
        "failedAuthenticationCallbackurl":"https://HOOKS.example:443/f",\
        "otpccheckifScorebelowThreshold":"yes",\
        "enrollAcceptEmail":{"emailSubjectField":"Welcome","emailBodyField":"Line\\nline",\
        "emailFromField":"Acme <a@acme.example>","emailToField":["{emailId}","b@acme.example"]},\
        "enrollRejectEmail":{"emailSubjectField":"Sorry","emailBodyField":"","emailFromField":"",\
        "emailToField":[]},\
        "sendEnrolledUrlEmail":{"emailSubjectField":"Enrol","emailBodyField":"{enrollmentUrl}",\
        "emailFromField":"","emailToField":[]},\
        "sendEnrolledUrlSms":"yes"\
        """;

    assertAnswer(change(all), 200, UPDATED);

    assertAnswer(view(), 200, "{" + all + ",\"status\":\"200 OK\",\"message\":\"success.\"}");
    assertThat(events()).isEqualTo(1);
    assertAnswer(change(all), 200, UPDATED);
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void whatIsNotGivenStays() {
    change("\"Threshold\": \"40\"");

    assertAnswer(change("\"checkLiveliness\": \"YES\""), 200, UPDATED);

    assertThat(view().body()).startsWith("{\"checkLiveliness\":\"yes\",\"Threshold\":40,");
    assertThat(server.rows("SELECT name, value FROM customer_setting ORDER BY name"))
        .extracting(row -> row.get("name") + "=" + row.get("value"))
        .containsExactly("check_liveness=yes", "threshold=40");
    assertThat(
            server.rows(
                "SELECT detail FROM audit_event WHERE kind = 'settings_changed' ORDER BY id"))
        .extracting(row -> row.get("detail"))
        .containsExactly("{\"settings\":[\"threshold\"]}", "{\"settings\":[\"check_liveness\"]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "null"})
  void theThresholdIsUnsetByNothing(String nothing) {
    change("\"Threshold\": 90");
    assertThat(view().body()).contains("\"Threshold\":90,");

    assertAnswer(change("\"Threshold\": " + nothing), 200, UPDATED);

    assertThat(view().body()).contains("\"Threshold\":null,");
  }

  @Test
  void emptyStringsClearUrlsAndMails() {
    change(
        """
        "enrollmentAcceptedCallbackurl": "https://hooks.example/a",
        "enrollAcceptEmail": {"emailSubjectField": "Hi", "emailToField": ["a@example.org"]},
        "enrollRejectEmail": {"emailSubjectField": "Sorry"}\
        """);

    assertAnswer(
        change(
            """
            "enrollmentAcceptedCallbackurl": "", "enrollAcceptEmail": "", "enrollRejectEmail": {}\
            """),
        200,
        UPDATED);

    assertThat(server.count("SELECT count(*) FROM customer_setting WHERE value <> ''")).isZero();
    assertThat(view().body()).doesNotContain("hooks", "Hi", "Sorry", "a@example.org");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.7", "\"0.7\"", "\"high\"", "9", "true"})
  void aThresholdThatIsNoneIsToldWhichNumberItIs(String threshold) {
    assertAnswer(
        change("\"Threshold\": " + threshold),
        400,
        "{\"error\":{\"message\":\"Threshold must be a whole number from 10 to 90, in hundredths of"
            + " the score from 0 to 1, or empty for unset\",\"status\":\"400\"}}");
  }

  @Test
  void whatCannotBeUsedIsRefusedWhole() {
    for (String bad :
        List.of(
            "\"Threshold\": 9",
            "\"Threshold\": 91",
            "\"Threshold\": -75",
            "\"Threshold\": 75.5",
            "\"Threshold\": 99999999999999999999",
            "\"Threshold\": \"high\"",
            "\"Threshold\": true",
            "\"checkLiveliness\": \"maybe\"",
            "\"checkLiveliness\": 1",
            "\"sendEnrolledUrlSms\": \"\"",
            "\"enrollmentAcceptedCallbackurl\": 5",
            "\"enrollmentAcceptedCallbackurl\": \"hooks.example\"",
            "\"enrollmentAcceptedCallbackurl\": \"ftp://hooks.example/\"",
            "\"enrollmentAcceptedCallbackurl\": \"javascript:alert(1)\"",
            "\"enrollmentAcceptedCallbackurl\": \"https:///path\"",
            "\"enrollmentAcceptedCallbackurl\": \"https://user@hooks.example/\"",
            "\"enrollmentAcceptedCallbackurl\": \"https://hooks.example/#here\"",
            "\"enrollmentAcceptedCallbackurl\": \"https://hooks.example/\\r\\nX: y\"",
            "\"enrollmentAcceptedCallbackurl\": \"https://hooks.example:99999/\"",
            "\"enrollmentAcceptedCallbackurl\": \"https://hööks.example/\"",
            "\"enrollAcceptEmail\": \"Hi\"",
            "\"enrollAcceptEmail\": []",
            "\"enrollAcceptEmail\": {\"emailSubjectField\": \"a\\r\\nBcc: b@example.org\"}",
            "\"enrollAcceptEmail\": {\"emailFromField\": \"a@example.org\\nBcc: b@example.org\"}",
            "\"enrollAcceptEmail\": {\"emailFromField\": \"nobody\"}",
            "\"enrollAcceptEmail\": {\"emailToField\": [\"a@example.org\\r\\nb@example.org\"]}",
            "\"enrollAcceptEmail\": {\"emailToField\": [\"a@example.org, b@example.org\"]}",
            "\"enrollAcceptEmail\": {\"emailToField\": \"a@example.org\"}",
            "\"enrollAcceptEmail\": {\"emailToField\": [5]}")) {
      Answer answer = change("\"otpccheckifScorebelowThreshold\": \"yes\"," + bad);

      assertThat(answer.body()).matches("\\{\"error\":\\{\"message\":\".+\",\"status\":\"400\"}}");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(server.count("SELECT count(*) FROM customer_setting")).isZero();
    }
  }

  @Test
  void aChangeOfNothingKnownIsRefused() {
    assertError(
        change("\"threshold\": 50"),
        400,
        "400",
        "Give at least one setting, spelt as settings/view spells it");
  }

  @Test
  void aUrlTheServerMayNotCallIsRefusedNamingTheKey() {
    assertForbidden("http://hooks.example/", "outgoing.allow-http");
    assertForbidden("https://other.example/", "outgoing.allow-hosts");
    assertForbidden("https://10.0.0.1/", "outgoing.allow-hosts");
    assertForbidden("https://[::1]/", "outgoing.allow-hosts");
    assertForbidden("https://hooks.example.evil.example/", "outgoing.allow-hosts");
    assertForbidden("https://hooks.example:8443/", "outgoing.allow-private");
    assertForbidden("https://inside.example/", "outgoing.allow-hosts");
    assertThat(server.count("SELECT count(*) FROM customer_setting")).isZero();
    assertThat(events()).isZero();
  }

  @Test
  void anAddressIsTheListedOneHoweverItIsSpelt() {
    change("\"Threshold\": \"40\"");
    for (String url : List.of("https://[2606:4700:0::1111]/", "https://[2606:4700::1111]/")) {
      assertAnswer(change("\"failedAuthenticationCallbackurl\":\"" + url + "\""), 200, UPDATED);
    }
    assertForbidden("https://[2606:4700::1112]/", "outgoing.allow-hosts");
  }

  private void assertForbidden(String url, String key) {
    Answer answer =
        change("\"checkLiveliness\":\"yes\",\"failedAuthenticationCallbackurl\":\"" + url + "\"");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains(key).endsWith("\"status\":\"422\"}}");
  }

  private Answer change(String fields) {
    return call("/settings/change", "{\"customerName\":\"acme\"," + fields + "}");
  }

  private Answer view() {
    return call("/settings/view", "{\"customerName\":\"acme\"}");
  }

  private long events() {
    return server.count("SELECT count(*) FROM audit_event WHERE kind = 'settings_changed'");
  }
}
