package dev.countersign.http.web.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.testing.Browser;
import dev.countersign.testing.TestServer;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of an account's beginning and end as people see them, in a real browser. */
@Tag("slow")
class LifecyclePagesInBrowserTest {
  private static final Pattern LINK =
      Pattern.compile("https?://[^/\\s]+(/[a-z/-]+\\?token=[A-Za-z0-9]{64})");

  private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
  @TempDir Path folder;
  private TestServer server;
  private Customer acme;

  @BeforeEach
  void start() {
    mail.start();
    server =
        TestServer.live(
            folder,
            Map.of(
                "mail.host", "127.0.0.1",
                "mail.port", Integer.toString(mail.getSmtp().getPort()),
                "mail.security", "none",
                "mail.from", "no-reply@auth.example"));
    acme = server.customer("Acme");
    server.user(acme, "alice");
  }

  @AfterEach
  void stop() {
    server.close();
    mail.stop();
  }

  private String link(int number) {
    assertThat(mail.waitForIncomingEmail(10_000, number)).isTrue();
    try {
      String text = mail.getReceivedMessages()[number - 1].getContent().toString();
      Matcher matcher = LINK.matcher(text);
      assertThat(matcher.find()).as(text).isTrue();
      return matcher.group(1);
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void fill(Browser browser, String label, String value) {
    browser.page().getByLabel(label).fill(value);
  }

  @Test
  void everyPageIsReadableByEverybodyOnEveryScreen() {
    try (Browser browser = Browser.open(server)) {
      browser.visit("/sign-up");
      browser.examine("sign-up");
      fill(browser, "E-mail address", "bob@example.org");
      fill(browser, "Password", "password");
      browser.press("Sign up");
      browser.examine("sign-up-refused");
      fill(browser, "Password", TestServer.PASSWORD);
      browser.press("Sign up");
      browser.examine("sign-up-sent");
      browser.visit(link(1));
      browser.examine("verify-email");
      browser.press("Confirm");
      browser.examine("verify-email-done");
      browser.visit("/verify-email");
      browser.examine("verify-email-again");
      browser.visit("/verify-email?token=unknown");
      browser.examine("link-unknown");

      browser.visit("/forgot-password");
      browser.examine("forgot-password");
      fill(browser, "Name or e-mail address", "alice");
      browser.press("Send the mail");
      browser.examine("forgot-password-sent");
      browser.visit(link(2));
      browser.examine("new-password");

      server
          .core()
          .lifecycle
          .accounts
          .invitations()
          .invite(
              acme.id(),
              "carol",
              new Profile("Carol", "carol@example.org", false, "", ""),
              Origin.CLI);
      browser.visit(link(3));
      browser.examine("invitation");

      browser.visit("/account");
      browser.signIn("alice");
      browser.visit("/account/email");
      browser.examine("account-email");
      browser.visit("/account/delete");
      browser.examine("account-delete");
      fill(browser, "Present password", TestServer.PASSWORD);
      browser.press("Delete my account");
      browser.examine("account-deletion-planned");
      browser.visit(link(4));
      browser.examine("restore-account");
      browser.press("Keep my account");
      browser.examine("restore-account-done");

      assertThat(browser.misdeeds()).isEmpty();
    }
  }
}
