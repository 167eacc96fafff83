package dev.countersign.http.web.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.testing.Browser;
import dev.countersign.testing.MailReceivers;
import dev.countersign.testing.TestServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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

  private final GreenMail mail = MailReceivers.create();
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

  /** The newest mailed link to that page. */
  private String link(String path) {
    for (int i = 0; i < 400; i++) {
      Optional<String> found = mailed(path);
      if (found.isPresent()) {
        return found.get();
      }
      pause();
    }
    throw new AssertionError("no mail with a link to " + path);
  }

  private Optional<String> mailed(String path) {
    Optional<String> newest = Optional.empty();
    for (MimeMessage message : mail.getReceivedMessages()) {
      Matcher matcher = LINK.matcher(text(message));
      if (matcher.find() && matcher.group(1).startsWith(path + "?")) {
        newest = Optional.of(matcher.group(1));
      }
    }
    return newest;
  }

  private static String text(MimeMessage message) {
    try {
      return message.getContent().toString();
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(25);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
      browser.visit(link("/verify-email"));
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
      browser.visit(link("/forgot-password"));
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
      browser.visit(link("/invitation"));
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
      browser.visit(link("/restore-account"));
      browser.examine("restore-account");
      browser.press("Keep my account");
      browser.examine("restore-account-done");

      assertThat(browser.misdeeds()).isEmpty();
    }
  }
}
