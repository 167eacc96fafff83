package dev.countersign.http.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.testing.MailAddress;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever knows the password alone adds no second factor of their own. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class FactorStepUpTest {
  private static final List<String> PAGES = List.of("/account/codes", "/account/passkeys");

  private @TempDir Path folder;
  private TestServer server;
  private User alice;
  private PageClient browser;

  @AfterEach
  void stop() {
    server.close();
  }

  private void start(Map<String, String> settings, boolean confirmed) {
    server = TestServer.start(folder, settings);
    Customer acme = server.customer("acme");
    alice = server.user(acme, "alice");
    MailAddress.give(server, alice, confirmed);
    browser = new PageClient(server);
    browser.signIn("alice");
  }

  @Test
  void whoCanBeSentACodeShowsItBefore() {
    start(MailAddress.MAIL_HOST, true);
    for (String page : PAGES) {
      assertThat(browser.get(page).header("Location")).as(page).startsWith("/sign-in/second?");
    }
    browser.get("/account");
    assertThat(browser.post("/account/codes/begin", Map.of()).header("Location"))
        .startsWith("/sign-in/second?");
    assertThat(server.count("SELECT count(*) FROM totp_secret")).isZero();

    Map<String, String> shown =
        Map.of("method", "mail", "code", MailAddress.code(server, alice, browser));
    assertThat(browser.post("/sign-in/second", shown).status()).isEqualTo(303);
    for (String page : PAGES) {
      assertThat(browser.get(page).status()).as(page).isEqualTo(200);
    }
  }

  @Test
  void whoeverHasNothingToShowAddsTheirFirst() {
    start(MailAddress.MAIL_HOST, false);
    for (String page : PAGES) {
      assertThat(browser.get(page).status()).as(page).isEqualTo(200);
    }
  }

  @Test
  void whereNoMailIsSentNobodyIsAskedForACodeThatCannotCome() {
    start(Map.of(), true);
    for (String page : PAGES) {
      assertThat(browser.get(page).status()).as(page).isEqualTo(200);
    }
  }
}
