package dev.countersign.http.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.countersign.customer.AccountMail;
import dev.countersign.domain.Customer;
import dev.countersign.testing.ConsoleStage;
import dev.countersign.testing.FormFields;
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
      fields.put("account.mail.invitation.body", "Here: {link}\r\n<b>{unknown}</b>\r\n");
      fields.put("act", "preview");

      Answer preview = alice.post(path, fields);
      assertThat(preview.status()).isEqualTo(200);
      assertThat(preview.body())
          .contains(
              "Come to acme, Ann Example", "&lt;b&gt;{unknown}&lt;/b&gt;", "Nothing was saved.");
      assertThat(server.count("SELECT count(*) FROM customer_setting")).isZero();

      fields.put("act", "save");
      assertThat(alice.post(path, fields).status()).isEqualTo(303);
      var mail = server.core().customerSettings.account(acme.id()).mail(AccountMail.INVITATION);
      assertThat(mail.subject()).isEqualTo("Come to {customer}, {fullName}");
      assertThat(mail.body()).isEqualTo("Here: {link}\n<b>{unknown}</b>\n");
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
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
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
      assertThat(mail.waitForIncomingEmail(5000, 1)).isTrue();
      mail.purgeEmailFromAllMailboxes();
      alice.get(mails(acme));

      Answer sent = alice.post(mails(acme) + "/test", Map.of());

      assertThat(sent.header("Location")).contains("/deliveries/");
      assertThat(mail.waitForIncomingEmail(5000, 1)).isTrue();
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
}
