package dev.countersign.http.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.customer.PortalSettings;
import dev.countersign.domain.Portal.Kind;
import dev.countersign.testing.Browser;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The portals as people see them who have no camera. */
@Tag("slow")
class PortalPagesInBrowserTest extends PortalStage {
  @TempDir Path files;

  @Override
  @BeforeEach
  void start() {
    server = TestServer.live(folder, Map.of());
    acme = server.customer("Acme");
    alice = server.user(acme, "alice");
    settings(new PortalSettings(List.of(PARENT), false, 30));
  }

  private Path photograph(Portraits portrait) throws Exception {
    return Files.write(files.resolve(portrait.name() + ".jpg"), portrait.file());
  }

  @Test
  void everyPageIsReadableByEverybodyOnEveryScreen() throws Exception {
    try (Browser browser = Browser.open(server)) {
      String enrol = path(portal(Kind.ENROLL));
      browser.visit(enrol);
      browser.examine("portal-enroll");
      browser.page().getByLabel("I have read this and agree.").check();
      browser
          .page()
          .getByLabel("Take or choose a photograph")
          .setInputFiles(photograph(Portraits.NOBODY));
      browser.press("Enrol my face");
      browser.examine("portal-refused");
      browser
          .page()
          .getByLabel("Take or choose a photograph")
          .setInputFiles(photograph(Portraits.ANNA));
      browser.press("Enrol my face");
      browser.examine("portal-enrolled");
      browser.visit(enrol);
      browser.examine("portal-used");
      browser.visit(path(portal(Kind.AUTHENTICATE, "", PARENT + "/done")));
      browser.examine("portal-authenticate");
      browser.visit(path(portal(Kind.SEARCH)));
      browser.examine("portal-search");
      browser.page().getByLabel("I have read this and agree.").check();
      browser
          .page()
          .getByLabel("Take or choose a photograph")
          .setInputFiles(photograph(Portraits.ANNA_AGAIN));
      browser.press("Look for this face");
      browser.examine("portal-found");
      settings(new PortalSettings(List.of(PARENT), true, 30));
      browser.visit(path(portal(Kind.UPDATE)));
      browser.examine("portal-challenge");
      assertThat(browser.misdeeds()).isEmpty();
    }
  }

  @Test
  void withoutACameraThePageSaysWhatToDo() {
    try (Browser browser = Browser.open(server)) {
      browser.visit(path(portal(Kind.ENROLL)));
      browser.press("Open the camera");
      assertThat(browser.page().locator("[data-trouble]").isVisible()).isFalse();
      browser.page().getByLabel("I have read this and agree.").check();
      browser.press("Open the camera");
      browser.page().locator("[data-trouble]").waitFor();
      assertThat(browser.page().locator("[data-trouble]").textContent())
          .containsAnyOf("No camera was found.", "The camera is not allowed here.");
      browser.examine("portal-no-camera");
      assertThat(browser.misdeeds()).isEmpty();
    }
  }

  @Test
  void withoutScriptAPhotographIsSent() throws Exception {
    try (Browser browser = Browser.withoutScript(server)) {
      browser.visit(path(portal(Kind.ENROLL)));
      assertThat(browser.page().locator("[data-camera]").isVisible()).isFalse();
      browser.page().getByLabel("I have read this and agree.").check();
      browser
          .page()
          .getByLabel("Take or choose a photograph")
          .setInputFiles(photograph(Portraits.ANNA));
      browser.press("Enrol my face");
      assertThat(browser.page().locator("h1").textContent()).isEqualTo("Your face is enrolled");
    }
  }
}
