package dev.countersign.http.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.crypto.Secret;
import dev.countersign.domain.Client;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.http.Access;
import dev.countersign.http.Method;
import dev.countersign.http.Route;
import dev.countersign.signin.UserSignIn;
import dev.countersign.testing.Applications;
import dev.countersign.testing.Browser;
import dev.countersign.testing.KeptFaces;
import dev.countersign.testing.TestServer;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages as people see them, in a real browser. */
@Tag("slow")
class PagesInBrowserTest {
  @TempDir Path folder;
  private TestServer server;
  private Customer acme;
  private User alice;
  private Client application;

  @BeforeEach
  void start() {
    server = TestServer.live(folder, Map.of());
    acme = server.customer("Acme");
    alice = server.user(acme, "alice");
    application = Applications.add(server, acme, "Calendar");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyPageIsReadableByEverybodyOnEveryScreen() {
    onAnotherDevice();
    KeptFaces.keep(server, alice);
    try (Browser browser = Browser.open(server)) {
      browser.visit("/account");
      browser.examine("sign-in");
      browser.press("Sign in");
      assertThat(browser.location()).isEqualTo("/sign-in?continue=%2Faccount");
      browser.page().getByLabel("Name").fill("alice");
      browser.page().getByLabel("Password").fill("wrong");
      browser.press("Sign in");
      browser.examine("sign-in-refused");
      browser.signIn("alice");
      assertThat(browser.location()).isEqualTo("/account");
      String code = Applications.device(server, application);
      browser.visit("/device?user_code=" + code);
      browser.examine("device");
      browser.press("Continue");
      browser.examine("device-confirm");
      browser.press("Allow");
      browser.examine("device-allowed");
      browser.visit("/device?user_code=BBBB-BBBB");
      browser.press("Continue");
      browser.examine("device-unknown");
      browser.visit(Applications.authorize(application));
      browser.examine("consent");
      agree();
      for (String path : mounted()) {
        browser.visit(path);
        if (browser.location().equals(path)) {
          browser.examine(path.substring(1).replace('/', '-'));
        }
      }
      browser.visit("/account/faces/erase");
      browser.press("Erase it for good");
      browser.examine("account-faces-erased");
      browser.visit("/account/password");
      browser.page().getByLabel("Present password").fill("wrong");
      browser.page().getByLabel("New password").fill("a new horse battery staple");
      browser.press("Change password");
      browser.examine("account-password-wrong");
      browser.visit("/sign-out");
      browser
          .page()
          .getByRole(com.microsoft.playwright.options.AriaRole.MAIN)
          .getByText("Sign out")
          .last()
          .click();
      browser.examine("signed-out");
      browser.visit("/account/nowhere");
      browser.examine("error");

      assertThat(browser.misdeeds()).isEmpty();
    }
  }

  /** Every page that a link can lead to; what is a file is no page, and /docs has its own tests. */
  private List<String> mounted() {
    return server.routes().stream()
        .filter(route -> route.method() == Method.GET)
        .filter(route ->
            route.access() instanceof Access.Page || route.access() instanceof Access.SignedIn)
        .map(Route::path)
        .filter(path -> !path.contains("{") && !path.endsWith("/download"))
        .filter(path -> !path.startsWith("/docs"))
        .sorted()
        .toList();
  }

  /** The application itself is not there to be sent back to. */
  private void agree() {
    server
        .core()
        .authorizationFeatures
        .consents
        .allow(application, alice.id(), Set.of("openid", "profile"), Origin.CLI);
  }

  private void onAnotherDevice() {
    Origin origin = new Origin("iam", "00000000", InetAddress.getLoopbackAddress());
    server
        .core()
        .signIn
        .users
        .signIn(
            new UserSignIn.Request(
                Optional.of(acme.id()),
                alice.userName(),
                Secret.of(TestServer.PASSWORD),
                UserSignIn.Kind.REMEMBERED,
                Optional.empty(),
                Optional.empty(),
                origin));
  }

  @Test
  void everythingWorksWithoutScript() {
    onAnotherDevice();
    try (Browser browser = Browser.withoutScript(server)) {
      browser.visit("/account/sessions");
      browser.signIn("alice");
      assertThat(browser.location()).isEqualTo("/account/sessions");

      browser.press("End this");

      assertThat(browser.location()).isEqualTo("/account/sessions?ended");
      assertThat(browser.page().getByText("It is ended.").isVisible()).isTrue();
      assertThat(server.count("SELECT count(*) FROM session")).isOne();
      browser.press("Sign out");
      assertThat(browser.page().getByText("You are signed out.").isVisible()).isTrue();
      assertThat(browser.misdeeds()).isEmpty();
    }
  }

  @Test
  void theKeyboardIsEnough() {
    try (Browser browser = Browser.open(server)) {
      browser.visit("/sign-in");
      var keyboard = browser.page().keyboard();
      keyboard.press("Tab");
      assertThat(browser.page().getByText("Skip to the content").isVisible()).isTrue();
      keyboard.press("Tab");
      keyboard.press("Tab");
      keyboard.type("alice");
      keyboard.press("Tab");
      keyboard.type(TestServer.PASSWORD);
      keyboard.press("Enter");
      browser.page().waitForURL("**/account");

      assertThat(browser.location()).isEqualTo("/account");
    }
  }
}
