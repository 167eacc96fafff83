package dev.countersign.http.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.testing.AppOfCodes;
import dev.countersign.testing.Browser;
import dev.countersign.testing.TestServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passkeys and second factors in a real browser, with its virtual authenticator. */
@Tag("slow")
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class PasskeysInBrowserTest {
  @TempDir Path folder;
  private TestServer server;
  private User alice;

  @BeforeEach
  void start() {
    server = TestServer.live(folder, Map.of());
    Customer acme = server.customer("Acme");
    alice = server.user(acme, "alice");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aPasskeyIsMadeAndUsedByAButtonAndByTheBrowsersAutofill() {
    try (Browser browser = Browser.open(server)) {
      CDPSession devTools = authenticator(browser);
      browser.visit("/account/passkeys");
      browser.signIn("alice");
      browser.examine("passkeys-none");
      browser.page().getByLabel("Name").fill("This computer");
      browser.press("Add a passkey");
      browser.page().getByRole(AriaRole.LINK).getByText("I have kept them").waitFor();
      browser.examine("recovery-codes");
      assertThat(server.count("SELECT count(*) FROM passkey")).isEqualTo(1);
      // The autofill signs in as soon as the page that asks for a name is open.
      browser.press("Sign out");
      browser.page().waitForURL("**/account");
      assertThat(server.rows("SELECT amr FROM session"))
          .extracting(row -> String.valueOf(row.get("amr")))
          .allMatch(amr -> amr.matches("[hs]wk user mfa"));
      browser.visit("/account/passkeys");
      browser.examine("passkeys");
      assertThat(browser.page().getByText("This computer").first().isVisible()).isTrue();
      devTools.send("WebAuthn.disable");
      assertThat(browser.misdeeds()).isEmpty();
    }
  }

  @Test
  void everyPageOfTheSecondStepIsReadableByEverybody() {
    try (Browser browser = Browser.open(server)) {
      browser.visit("/account/codes");
      browser.signIn("alice");
      browser.examine("codes-none");
      browser.press("Set up an app");
      browser.examine("codes-setting-up");
      String secret = browser.page().locator("code.secret").textContent();
      AppOfCodes app = AppOfCodes.of(server, secret);
      browser.page().getByLabel("Code of your app").fill(app.wrongCode());
      browser.press("Confirm");
      browser.examine("codes-wrong");
      browser.page().getByLabel("Code of your app").fill(app.code());
      browser.press("Confirm");
      browser.visit("/account/codes");
      browser.examine("second-step");
      browser.page().getByLabel("Code of your app").fill(app.wrongCode());
      browser.press("Go on");
      browser.examine("second-step-wrong");
      browser.page().getByText("Use a recovery code").click();
      browser.examine("second-step-recovery");
      String code =
          server
              .core()
              .factors
              .recovery
              .renew(alice.customerId(), alice.id(), dev.countersign.domain.Origin.CLI)
              .getFirst();
      browser.page().getByLabel("Recovery code").fill(code);
      browser.press("Go on");
      browser.examine("codes");
      browser.visit("/account/recovery-codes");
      browser.examine("recovery-codes-left");
      assertThat(browser.misdeeds()).isEmpty();
    }
  }

  private static CDPSession authenticator(Browser browser) {
    CDPSession devTools = browser.context().newCDPSession(browser.page());
    devTools.send("WebAuthn.enable");
    JsonObject options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    JsonObject wanted = new JsonObject();
    wanted.add("options", options);
    devTools.send("WebAuthn.addVirtualAuthenticator", wanted);
    return devTools;
  }
}
