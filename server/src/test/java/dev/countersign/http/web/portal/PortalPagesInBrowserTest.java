package dev.countersign.http.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.countersign.customer.PortalSettings;
import dev.countersign.domain.Portal.Kind;
import dev.countersign.testing.Browser;
import dev.countersign.testing.Photographs;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
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

  /** A photograph as large as a camera's: of many pixels, which are hard to press together. */
  private Path large(String name) throws Exception {
    BufferedImage small = ImageIO.read(Photographs.researchFile("lfw-dev/" + name).toFile());
    BufferedImage large = new BufferedImage(3000, 3000, BufferedImage.TYPE_INT_RGB);
    large.createGraphics().drawImage(small, 0, 0, 3000, 3000, null);
    Random grain = new Random(1);
    for (int y = 0; y < 3000; y++) {
      for (int x = 0; x < 3000; x++) {
        large.setRGB(x, y, large.getRGB(x, y) ^ grain.nextInt(8) * 0x010101);
      }
    }
    Path file = files.resolve(name);
    ImageIO.write(large, "jpeg", file.toFile());
    long bytes = Files.size(file);
    ByteArrayOutputStream padded = new ByteArrayOutputStream();
    padded.writeBytes(Files.readAllBytes(file));
    // What cameras add behind a picture, of which there may be much.
    padded.writeBytes(new byte[(int) Math.max(0, 6_000_000 - bytes)]);
    return Files.write(file, padded.toByteArray());
  }

  private void sendThree(Browser browser) throws Exception {
    Page page = browser.page();
    page.getByLabel("I have read this and agree.").check();
    page.getByLabel("A photograph straight on").setInputFiles(large("Adrien_Brody_0003.jpg"));
    page.getByLabel("turned to your left").setInputFiles(large("Adrien_Brody_0005.jpg"));
    page.getByLabel("turned to your right").setInputFiles(large("Adrien_Brody_0012.jpg"));
    browser.press("Enrol my face");
  }

  @Test
  void threeLargePhotographsAreMadeSmallBeforeTheyAreSent() throws Exception {
    settings(new PortalSettings(List.of(), false, true, 30));
    try (Browser browser = Browser.open(server)) {
      browser.visit(path(portal(Kind.ENROLL)));
      sendThree(browser);
      browser.page().locator("[data-alert], [data-ended]").waitFor();
      assertThat(browser.page().locator("main").textContent()).contains("Your face is enrolled");
      assertThat(browser.misdeeds()).isEmpty();
    }
  }

  @Test
  void withoutScriptThePageSaysHowMuchCanBeSentAtOnce() throws Exception {
    settings(new PortalSettings(List.of(), true, 30));
    try (Browser browser = Browser.withoutScript(server)) {
      browser.visit(path(portal(Kind.ENROLL)));
      assertThat(browser.page().content()).contains("at most, and all three together 10 MB");
      sendThree(browser);
      assertThat(browser.page().locator("h1").textContent())
          .isEqualTo("The photograph is too large");
      assertThat(browser.page().locator("main").textContent())
          .contains("all that is sent at once 10 MB");
    }
  }

  @Test
  void whoDeclinesIsAskedOnceAndMayGoBack() {
    String path = path(portal(Kind.ENROLL));
    for (boolean script : List.of(true, false)) {
      try (Browser browser = script ? Browser.open(server) : Browser.withoutScript(server)) {
        browser.visit(path);
        browser.page().getByText("I do not want to").click();
        browser.page().getByText("Decline and end this link?").waitFor();
        if (script) {
          browser.examine("portal-decline");
          browser.visit(path + "?decline=%ff");
          browser.examine("portal-failed");
          browser.page().getByText("Try again").click();
          browser.page().getByText("I do not want to").click();
        }
        browser.page().getByText("Back").click();
        browser.page().getByText("Enrol your face").first().waitFor();
        if (!script) {
          browser.page().getByText("I do not want to").click();
          browser.press("Decline and end the link");
          browser.page().getByText("You did not want to").waitFor();
        }
      }
    }
  }
}
