package dev.countersign.http.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.testing.Browser;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The profile's form as people see it, in a real browser. */
@Tag("slow")
class ProfilePageInBrowserTest {
  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.live(folder, Map.of());
    Customer acme = server.customer("Acme");
    server.user(acme, "alice");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aPersonFillsInWhatTheyLikeAndIsToldWhatCannotBeKept() {
    try (Browser browser = Browser.open(server)) {
      browser.visit("/account/profile");
      browser.signIn("alice");
      browser.page().getByLabel("Given name").fill("Alice");
      browser.page().getByLabel("Street and number").fill("Deanery\nChrist Church");
      browser.page().getByLabel("Date of birth").fill("4 May 1852");
      browser.page().getByLabel("Time zone").fill("London");
      browser.press("Save");
      browser.examine("profile-refused");

      browser.page().getByLabel("Date of birth").fill("1852-05-04");
      browser.page().getByLabel("Time zone").fill("Europe/London");
      browser.press("Save");
      browser.examine("profile-saved");

      assertThat(browser.page().getByLabel("Street and number").inputValue())
          .isEqualTo("Deanery\nChrist Church");
      assertThat(browser.misdeeds()).isEmpty();
    }
  }
}
