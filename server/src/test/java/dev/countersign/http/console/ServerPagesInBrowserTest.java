package dev.countersign.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.FilePayload;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.testing.Browser;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ServerPagesInBrowserTest {
  private static final Page.GetByRoleOptions UPLOAD =
      new Page.GetByRoleOptions().setName("Upload").setExact(true);

  @TempDir Path folder;
  private TestServer server;
  private Customer ops;

  @BeforeEach
  void start() {
    server =
        TestServer.live(
            folder, Map.of("console.two-factors", "false", "server.max-upload", "64KiB"));
    ops = server.customer("operations");
    User olga = server.user(ops, "olga");
    var _ = server.core().lifecycle.operators.add(ops.id(), olga.id(), Origin.CLI);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void busy() {
    for (int i = 0; i < 12; i++) {
      new PageClient(server).signIn("olga", i % 3 == 0 ? "wrong" : TestServer.PASSWORD);
      server.post(
          "/v1/iam/auth/sign-in/web/sign-in", "{\"userName\":\"olga\",\"password\":\"no\"}");
    }
    server.core().lifecycle.tally.advance();
  }

  private void transfers(Browser browser) {
    browser.visit("/console/server/exports");
    assertTheRepetitionStandsUnderThePassphrase(browser.page());
    browser.press("Begin the export");
    browser.examine("console-server-exports-wrong");
    browser.page().locator("#without-secrets").check();
    browser.press("Begin the export");
    browser.page().locator("form[action$='/download']").waitFor();
    browser.examine("console-server-exports");
    upload(browser);
    browser.page().locator("a[href*='files/delete']").first().click();
    browser.examine("console-server-import-file");
    browser.visit("/console/server/imports?file=realm.json");
    browser.examine("console-server-imports");
    browser.page().locator("#format").selectOption("keycloak");
    browser.page().locator("#customer").fill("operations");
    browser.press("Try it out");
    browser.page().getByText("Import it now").first().waitFor();
    browser.examine("console-server-import");
  }

  private static void assertTheRepetitionStandsUnderThePassphrase(Page page) {
    assertThat(page.locator(".field:has(#passphrase) + .field:has(#repeated)").count()).isOne();
    BoundingBox first = page.locator("#passphrase").boundingBox();
    BoundingBox second = page.locator("#repeated").boundingBox();
    assertThat(second.x).isEqualTo(first.x);
    assertThat(second.y).isGreaterThan(first.y + first.height);
  }

  private static void upload(Browser browser) {
    browser.visit("/console/server/imports");
    Locator file = browser.page().locator("#upload");
    file.setInputFiles(file("large.json", "x".repeat(70 * 1024)));
    browser.page().getByRole(AriaRole.BUTTON, UPLOAD).click();
    browser.page().getByText("The file is larger than 64 KiB").waitFor();
    browser.examine("console-server-imports-too-large");
    browser.visit("/console/server/imports");
    file.setInputFiles(
        file("realm.json", "{\"users\":[{\"username\":\"carol\",\"enabled\":true}]}"));
    browser.page().getByRole(AriaRole.BUTTON, UPLOAD).click();
    browser.page().getByText("The file is there.").waitFor();
    file.setInputFiles(file("realm.json", "{}"));
    browser.page().getByRole(AriaRole.BUTTON, UPLOAD).click();
    browser.page().getByText("There is a file realm.json in the folder already").waitFor();
    browser.visit("/console/server/imports?file=realm.json");
  }

  private static FilePayload file(String name, String text) {
    return new FilePayload(name, "application/json", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void everyPageOfTheServerIsReadableOnEveryScreen() {
    busy();
    try (Browser browser = Browser.open(server)) {
      browser.visit("/sign-in?continue=/console");
      browser.signIn("olga");
      assertThat(browser.location()).isEqualTo("/console/server");
      browser.examine("console-server");
      for (String page : List.of("keys", "health", "configuration", "operators", "events")) {
        browser.visit("/console/server/" + page);
        browser.examine("console-server-" + page);
      }
      browser.visit("/console/customers/" + ops.id());
      browser.examine("console-overview");
      browser.visit("/console/customers/" + ops.id() + "/events");
      browser.examine("console-events");
      transfers(browser);
      browser.visit("/console/server/keys");
      browser.press("Publish the next RS256 key now");
      browser.examine("console-server-keys-rotated");
      browser.page().locator("table a").first().click();
      browser.page().locator("#confirm").fill("something else");
      browser.press("Revoke the key");
      browser.examine("console-server-key-revoke");
      assertThat(browser.misdeeds()).isEmpty();
    }
  }

  @Test
  void theMenuUnfoldsOnATelephoneWithoutScripts() {
    try (Browser browser = Browser.withoutScript(server)) {
      browser.page().setViewportSize(390, 844);
      browser.visit("/sign-in?continue=/console");
      browser.signIn("olga");
      Locator health = browser.page().locator("nav").getByText("Health");
      assertThat(health.isVisible()).isFalse();
      browser.page().locator("summary").first().click();
      health.click();
      assertThat(browser.location()).isEqualTo("/console/server/health");
      assertThat(browser.page().locator("summary").first().innerText()).contains("Server · Health");
    }
  }

  @Test
  void theMenuStandsOpenOnADesktop() {
    try (Browser browser = Browser.open(server)) {
      browser.page().setViewportSize(1280, 900);
      browser.visit("/sign-in?continue=/console");
      browser.signIn("olga");
      assertThat(browser.page().locator("nav summary").first().isVisible()).isFalse();
      browser.page().locator("nav").getByText("Health").click();
      assertThat(browser.location()).isEqualTo("/console/server/health");
      browser.page().setViewportSize(390, 844);
      browser.page().locator("summary").first().click();
      browser.examine("console-menu");
    }
  }
}
