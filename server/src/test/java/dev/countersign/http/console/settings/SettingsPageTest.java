package dev.countersign.http.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.customer.Setting;
import dev.countersign.customer.SettingsCatalogue;
import dev.countersign.testing.ConsoleServer;
import dev.countersign.testing.FormFields;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class SettingsPageTest extends ConsoleServer {
  private PageClient alice;
  private String path;

  @BeforeEach
  void prepare() {
    alice = stage.administrator(acme, "alice");
    path = "/console/customers/" + acme.id() + "/settings";
  }

  private Map<String, String> fields() {
    return new HashMap<>(FormFields.of(alice.get(path).body(), path));
  }

  private List<Map<String, Object>> stored() {
    return server.rows("SELECT customer_id, name, value FROM customer_setting ORDER BY name");
  }

  @Test
  void everySettingIsThereWithItsMeaningAndDefault() {
    String page = alice.get(path).body();

    for (Setting setting : SettingsCatalogue.all()) {
      assertThat(setting.meaning()).as(setting.name()).isNotEmpty();
      boolean elsewhere = List.of("mail", "callback").contains(SettingsForm.area(setting));
      if (!elsewhere) {
        assertThat(page).contains("name=\"" + setting.name() + "\"", setting.name() + ")");
      }
    }
    assertThat(page)
        .contains("Days a consent holds; then the face is erased. 1 to 3650. Default: 730.")
        .contains("10 to 90, in hundredths of the score from 0 to 1 that answers show.")
        .containsPattern("<input id=\"threshold\"[^>]* value=\"\" placeholder=\"70\"")
        .doesNotContain("callback.enrolment_accepted", "account.mail.", "callbackSecret");
  }

  @Test
  void onlyWhatWasChangedIsWritten() {
    assertThat(alice.post(path, fields()).status()).isEqualTo(303);
    assertThat(stored()).isEmpty();

    Map<String, String> fields = fields();
    fields.put("face.consent-days", "365");
    fields.put("threshold", "70");
    fields.put("check_liveness", "yes");
    fields.put("factor.second", "required");
    fields.put("account.sign-up", "closed");
    Answer changed = alice.post(path, fields);

    assertThat(changed.header("Location")).isEqualTo(path + "?done=changed");
    Long id = acme.id().value();
    assertThat(stored())
        .containsExactly(
            Map.of("customer_id", id, "name", "account.sign-up", "value", "closed"),
            Map.of("customer_id", id, "name", "check_liveness", "value", "yes"),
            Map.of("customer_id", id, "name", "face.consent-days", "value", "365"),
            Map.of("customer_id", id, "name", "factor.second", "value", "required"),
            Map.of("customer_id", id, "name", "threshold", "value", "70"));
    assertThat(server.core().customerSettings.of(acme.id()).threshold()).hasValue(70);
    assertThat(
            server.count(
                "SELECT count(*) FROM audit_event WHERE kind = 'settings_changed' AND actor LIKE"
                    + " 'user:"
                    + id
                    + "/%'"))
        .isEqualTo(1);
    assertThat(fields()).containsEntry("face.consent-days", "365").containsEntry("threshold", "70");
  }

  @Test
  void whatSomebodyElseChangedMeanwhileStays() {
    Map<String, String> old = fields();
    server
        .core()
        .customerSettings
        .changeByName(
            acme.id(), Map.of("face.request-days", "3"), dev.countersign.domain.Origin.CLI);
    old.put("face.consent-days", "365");

    assertThat(alice.post(path, old).status()).isEqualTo(303);

    assertThat(server.core().customerSettings.of(acme.id()).faces().requestDays()).isEqualTo(3);
    assertThat(server.core().customerSettings.of(acme.id()).faces().consentDays()).isEqualTo(365);
  }

  @Test
  void everyValueThatCannotBeIsSaidAtItsFieldAndNothingIsWritten() {
    Map<String, String> fields = fields();
    fields.put("face.consent-days", "0");
    fields.put("threshold", "91");
    fields.put("factor.second", "maybe");
    fields.put("check_liveness", "sometimes");
    fields.put("factor.remember-days", "3");

    Answer answer = alice.post(path, fields);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains(
            "id=\"face.consent-days-problem\"",
            "id=\"threshold-problem\"",
            "id=\"factor.second-problem\"",
            "id=\"check_liveness-problem\"",
            ">" + label("face.consent-days") + " must be a number of days from 1 to 3650<",
            ">"
                + label("threshold")
                + " must be a whole number from 10 to 90, in hundredths of the score from 0 to 1,"
                + " or empty for unset<",
            ">" + label("factor.second") + " must be ")
        .doesNotContain("Face.consent-days must", "Factor.second must")
        .doesNotContain("id=\"factor.remember-days-problem\"");
    assertThat(stored()).isEmpty();
    fields = new HashMap<>(FormFields.of(answer.body(), path));
    assertThat(fields).containsEntry("threshold", "91").containsEntry("was.threshold", "");
    fields.put("face.consent-days", "10");
    fields.put("threshold", "90");
    fields.put("factor.second", "off");
    fields.put("check_liveness", "");
    assertThat(alice.post(path, fields).status()).isEqualTo(303);
    assertThat(stored()).hasSize(4);
  }

  @Test
  void settingsOfOthersAndThoseOfOtherPagesAreOutOfReach() {
    Map<String, String> fields = fields();
    fields.put("callbackSecret", "mine");
    fields.put("account.webhook-url", "https://evil.example/");
    String theirs = "/console/customers/" + other.id() + "/settings";

    assertThat(alice.post(path, fields).status()).isEqualTo(303);
    fields.put("threshold", "50");
    assertThat(alice.get(theirs).status()).isEqualTo(404);
    assertThat(alice.post(theirs, fields).status()).isEqualTo(404);
    assertThat(stored()).isEmpty();
  }

  @Test
  void whomTheServerCallsIsShownToAdministratorsAndChangedByOperators() {
    assertThat(alice.get(path).body())
        .containsPattern("<input id=\"outgoing.hosts\"[^>]* readonly[ >]");
    Map<String, String> forged = fields();
    forged.put("outgoing.hosts", "hooks.example");
    forged.put("threshold", "70");
    Answer refused = alice.post(path, forged);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("id=\"outgoing.hosts-problem\"")
        .contains(">Only the server's operators change outgoing.hosts");
    assertThat(stored()).isEmpty();

    PageClient olga = stage.operator(other, "olga");
    String page = olga.get(path).body();
    assertThat(page).doesNotContain(" readonly");
    Map<String, String> fields = new HashMap<>(FormFields.of(page, path));
    fields.put("outgoing.hosts", "https://hooks.example/");
    Answer wrong = olga.post(path, fields);
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains(label("outgoing.hosts") + " must be a list of host names");
    fields.put("outgoing.hosts", "hooks.example");
    assertThat(olga.post(path, fields).status()).isEqualTo(303);
    assertThat(fields()).containsEntry("outgoing.hosts", "hooks.example");
  }

  /** What the page calls that setting. */
  private String label(String name) {
    String mark = "<label for=\"" + name + "\">";
    String page = alice.get(path).body();
    int begin = page.indexOf(mark) + mark.length();
    return page.substring(begin, page.indexOf('<', begin)).strip();
  }
}
