package dev.countersign.http.docs;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.testing.Browser;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What browses the API, in a real browser. */
@Tag("slow")
class DocsInBrowserTest {
  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.live(folder, Map.of());
    server.customer("acme");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void bothDocumentsAreShownWithNothingFromElsewhere() {
    try (Browser browser = Browser.open(server)) {
      List<String> said = new ArrayList<>();
      List<String> asked = new ArrayList<>();
      Page page = browser.page();
      page.onConsoleMessage(message -> said.add(message.type() + ": " + message.text()));
      page.onRequest(request -> asked.add(request.url()));

      browser.visit("/docs");
      assertThat(page.locator(".opblock-tag")).hasCount(7);
      browser.examine("docs");
      page.getByRole(AriaRole.LINK, named("Patrons").setExact(true)).first().click();
      assertThat(page.locator(".opblock")).hasCount(4);
      browser.examine("docs-patrons");

      assertThat(said).isEmpty();
      assertThat(asked)
          .isNotEmpty()
          .allMatch(url ->
              url.startsWith("http://localhost:" + server.port() + "/") || url.startsWith("data:"));
      assertThat(browser.misdeeds()).isEmpty();
    }
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  @Test
  void aLinkLeadsDownToACallAndItCanBeTriedThere() {
    try (Browser browser = Browser.open(server)) {
      Page page = browser.page();
      browser.visit("/docs#/Patrons/patronLogin");
      Locator call = page.locator("#operations-Patrons-patronLogin");
      call.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Try it out")).click();
      call.locator("textarea.body-param__text")
          .fill("{\"username\":\"acme\",\"password\":\"%s\"}".formatted(TestServer.PASSWORD));
      call.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Execute")).click();

      assertThat(call.locator(".live-responses-table tbody .response-col_status").first())
          .containsText("200");
      assertThat(call.locator(".live-responses-table")).containsText("userId");
      browser.examine("docs-call");
      assertThat(browser.misdeeds()).isEmpty();
    }
  }

  @Test
  void withoutScriptTheDocumentsAreStillThere() {
    try (Browser browser = Browser.withoutScript(server)) {
      browser.visit("/docs");

      assertThat(browser.page().content()).contains("<noscript>", "This page needs JavaScript");
      browser.page().getByText("OpenAPI 3.1, every call").click();
      assertThat(browser.location()).isEqualTo("/openapi.json");
      browser.visit("/docs/try?call=jwks");
      assertThat(browser.page().content()).contains("To try calls here you need JavaScript");
      assertThat(browser.page().locator("[data-call=jwks]")).isVisible();
      assertThat(browser.page().locator("#call")).isHidden();
    }
  }
}
