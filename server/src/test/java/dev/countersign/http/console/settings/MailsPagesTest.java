package dev.countersign.http.console.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import dev.countersign.customer.AccountMail;
import dev.countersign.customer.Authority;
import dev.countersign.domain.Customer;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.lifecycle.MailPreviews;
import dev.countersign.testing.ConsoleStage;
import dev.countersign.testing.FormFields;
import dev.countersign.testing.MailReceivers;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailsPagesTest {
  @TempDir Path folder;

  private static String mails(Customer customer) {
    return "/console/customers/" + customer.id() + "/mails";
  }

  @Test
  void everyMailIsThereAndItsStandardTextStaysUntilItIsChanged() {
    try (TestServer server = TestServer.start(folder)) {
      Customer acme = server.customer("acme");
      PageClient alice = new ConsoleStage(server).administrator(acme, "alice");
      String list = alice.get(mails(acme)).body();
      assertThat(list).contains("The server has no mail server");
      for (AccountMail mail : AccountMail.values()) {
        String path = mails(acme) + "/" + mail.text();
        assertThat(list).contains("href=\"" + path + "\"");
        Map<String, String> fields = FormFields.of(alice.get(path).body(), path);
        assertThat(fields.get("account.mail." + mail.text() + ".body")).contains("{customer}");
        assertThat(alice.post(path, fields).status()).isEqualTo(303);
      }
      assertThat(server.count("SELECT count(*) FROM customer_setting")).isZero();
      assertThat(alice.get(mails(acme) + "/nonsense").status()).isEqualTo(404);
    }
  }

  @Test
  void aTextIsLookedAtSavedAndTakenBack() {
    try (TestServer server = TestServer.start(folder)) {
      Customer acme = server.customer("acme");
      PageClient alice = new ConsoleStage(server).administrator(acme, "alice");
      String path = mails(acme) + "/invitation";
      Map<String, String> fields = new HashMap<>(FormFields.of(alice.get(path).body(), path));
      fields.put("account.mail.invitation.subject", "Come to {customer}, {fullName}");
      fields.put("account.mail.invitation.body", "Here: {link}\r\n<b>{time}</b>\r\n");
      fields.put("act", "preview");

      Answer preview = alice.post(path, fields);
      assertThat(preview.status()).isEqualTo(200);
      assertThat(preview.body())
          .contains(
              "Come to acme, Ann Example",
              "&lt;b&gt;2030-01-31 12:00 UTC&lt;/b&gt;",
              "Nothing was saved.");
      assertThat(server.count("SELECT count(*) FROM customer_setting")).isZero();

      fields.put("act", "save");
      assertThat(alice.post(path, fields).status()).isEqualTo(303);
      var mail = server.core().customerSettings.account(acme.id()).mail(AccountMail.INVITATION);
      assertThat(mail.subject()).isEqualTo("Come to {customer}, {fullName}");
      assertThat(mail.body()).isEqualTo("Here: {link}\n<b>{time}</b>\n");
      assertThat(alice.get(mails(acme)).body()).contains("own text", "Come to {customer}");

      fields.put("account.mail.invitation.from", "nobody");
      Answer wrong = alice.post(path, fields);
      assertThat(wrong.status()).isEqualTo(422);
      assertThat(wrong.body()).contains("id=\"account.mail.invitation.from-problem\"");

      alice.get(path);
      assertThat(alice.post(path + "/reset", Map.of()).status()).isEqualTo(303);
      assertThat(server.core().customerSettings.account(acme.id()).mails()).isEmpty();
      assertThat(
              server.count(
                  "SELECT count(*) FROM audit_event WHERE kind = 'settings_changed' AND actor LIKE"
                      + " 'user:%'"))
          .isEqualTo(2);
    }
  }

  @Test
  void aMailAboutFacesHasReceivers() {
    try (TestServer server = TestServer.start(folder)) {
      Customer acme = server.customer("acme");
      PageClient alice = new ConsoleStage(server).administrator(acme, "alice");
      String path = mails(acme) + "/face_enrolment_accepted";
      Map<String, String> fields = new HashMap<>(FormFields.of(alice.get(path).body(), path));
      fields.put("mail.enrolment_accepted.subject", "Enrolled");
      fields.put("mail.enrolment_accepted.to", "{emailId}\r\nsecurity@acme.example");

      assertThat(alice.post(path, fields).status()).isEqualTo(303);

      var mail =
          server
              .core()
              .customerSettings
              .of(acme.id())
              .mail(dev.countersign.customer.CustomerSettings.MailOccasion.ENROLMENT_ACCEPTED);
      assertThat(mail.to()).containsExactly("{emailId}", "security@acme.example");
    }
  }

  @Test
  void aTestMailArrivesAtWhoeverAsksForIt() throws Exception {
    GreenMail mail = MailReceivers.create();
    mail.start();
    Map<String, String> settings =
        Map.of(
            "mail.host", "127.0.0.1",
            "mail.port", Integer.toString(mail.getSmtp().getPort()),
            "mail.from", "login@auth.example",
            "mail.security", "none");
    try (TestServer server = TestServer.start(folder, settings)) {
      Customer acme = server.customer("acme");
      PageClient alice = new ConsoleStage(server).administrator(acme, "alice");
      assertThat(mail.waitForIncomingEmail(20_000, 1)).isTrue();
      mail.purgeEmailFromAllMailboxes();
      alice.get(mails(acme));

      Answer sent = alice.post(mails(acme) + "/test", Map.of());

      assertThat(sent.header("Location")).contains("/deliveries/");
      String delivery = sent.header("Location").replaceAll("\\?.*", "");
      String list = delivery.substring(0, delivery.lastIndexOf('/'));
      for (int i = 0; i < 400 && !alice.get(delivery).body().contains(">delivered<"); i++) {
        Thread.sleep(50);
      }
      assertThat(alice.get(delivery).body()).contains("<dd>Test</dd>", "<bdi>alice</bdi>");
      assertThat(alice.get(list + "?kind=mail").body())
          .contains("<bdi>Test</bdi>", "<bdi>alice</bdi>", "A second factor was added")
          .doesNotContain("example.org");
      assertThat(mail.waitForIncomingEmail(20_000, 1)).isTrue();
      var received = mail.getReceivedMessages()[0];
      assertThat(received.getAllRecipients()[0]).hasToString("alice@example.org");
      assertThat(received.getSubject()).isEqualTo("A test mail from Countersign");
      assertThat(server.rows("SELECT * FROM delivery").toString()).doesNotContain("example.org");
    } finally {
      mail.stop();
    }
  }

  @Test
  void nothingOfAnotherCustomerIsReached() {
    try (TestServer server = TestServer.start(folder)) {
      Customer acme = server.customer("acme");
      Customer other = server.customer("other");
      PageClient alice = new ConsoleStage(server).administrator(acme, "alice");
      alice.get(mails(acme) + "/invitation");
      Map<String, String> fields = Map.of("account.mail.invitation.subject", "Mine", "act", "save");

      for (String page : List.of("", "/invitation")) {
        assertThat(alice.get(mails(other) + page).status()).isEqualTo(404);
      }
      for (String page : List.of("/invitation", "/invitation/reset", "/test")) {
        assertThat(alice.post(mails(other) + page, fields).status()).isEqualTo(404);
      }
      assertThat(server.count("SELECT count(*) FROM customer_setting")).isZero();
    }
  }

  @Test
  void aTextThatNamesWhatTheMailDoesNotKnowOrLacksItsLinkIsRefusedEverywhere() {
    try (TestServer server = TestServer.start(folder)) {
      Customer acme = server.customer("acme");
      PageClient alice = new ConsoleStage(server).administrator(acme, "alice");
      String path = mails(acme) + "/invitation";
      Map<String, String> fields = new HashMap<>(FormFields.of(alice.get(path).body(), path));
      fields.put("account.mail.invitation.subject", "Come, {fullname}");
      fields.put("account.mail.invitation.body", "Come and see.");
      Answer refused = alice.post(path, fields);

      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.body())
          .contains(
              "Subject must not name {fullname}; what this mail knows is {code}, {customer},"
                  + " {emailId}, {fullName}, {link}, {phoneNumber}, {time}, {userName}",
              "Text must contain {link} or {code}: without either nobody can do what the mail asks")
          .contains("value=\"Come, {fullname}\"", "Come and see.");
      var settings = server.core().customerSettings;
      String body = "account.mail.reset_password.body";
      for (Map<String, String> wrong :
          List.of(Map.of(body, "Hello"), Map.of(body, "{link} {password}"))) {
        assertThatThrownBy(() -> settings.changeByName(acme.id(), wrong, Origin.CLI))
            .isInstanceOf(InvalidInput.class)
            .hasMessageStartingWith(body + " must ");
      }
      Map<String, String> face = Map.of("mail.enrolment_url.body", "{link}");
      assertThatThrownBy(() -> settings.changeByName(acme.id(), face, Origin.CLI))
          .hasMessageContaining("what this mail knows is {emailId}, {enrollmentUrl}");
      assertThat(server.count("SELECT count(*) FROM customer_setting")).isZero();
    }
  }

  @Test
  void everyStandardTextKeepsTheRules() {
    try (TestServer server = TestServer.start(folder)) {
      Customer acme = server.customer("acme");
      var settings = server.core().customerSettings;
      for (AccountMail mail : AccountMail.values()) {
        var standard = new MailPreviews().standard(mail);
        settings.check(
            acme.id(),
            Map.of(
                mail.setting() + ".subject",
                standard.subject(),
                mail.setting() + ".body",
                standard.body()),
            Authority.CUSTOMER);
      }
    }
  }
}
