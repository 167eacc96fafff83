package dev.countersign.http.web.portal;

import static dev.countersign.http.web.portal.CameraStage.about;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.countersign.customer.PortalSettings;
import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.testing.CameraScene;
import dev.countersign.testing.Photographs;
import dev.countersign.testing.Portraits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody who has to turn their head, in photographs of one person straight on and to the sides.
 */
@Tag("slow")
class PortalCameraChallengeTest {
  private static final String PERSON = "lfw-dev/Paul_McCartney_";
  private static final Pattern TURN = Pattern.compile("Turn your head slowly to your (left|right)");

  @TempDir static Path folder;
  private static CameraStage stage;

  private Customer acme;
  private User paul;

  @BeforeAll
  static void start() {
    Photographs.researchFile("");
    stage = new CameraStage(folder);
  }

  @AfterAll
  static void stop() {
    if (stage != null) {
      stage.close();
    }
  }

  @BeforeEach
  void begin() throws IOException {
    acme = stage.begin(new PortalSettings(List.of(), true, 30));
    byte[] straight = Files.readAllBytes(Photographs.researchFile(PERSON + "0004.jpg"));
    paul = stage.enrolled(acme, "paul", Portraits.data("image/jpeg", straight));
    stage.camera.show(straight());
    stage.agreeAndOpen(stage.portal(acme, "authenticate", about(paul)));
  }

  private static CameraScene straight() {
    return CameraScene.research(PERSON + "0006.jpg");
  }

  /** Somebody who turns to their left has the nose on the picture's right. */
  private static void turn(String side) {
    stage.camera.show(
        CameraScene.research(PERSON + (side.equals("left") ? "0007.jpg" : "0005.jpg")));
  }

  private static String asked() {
    Locator hint =
        stage.page().locator("[data-doing]").filter(new Locator.FilterOptions().setHasText(TURN));
    return hint.textContent().endsWith("left") ? "left" : "right";
  }

  @Test
  void whoeverTurnsAsTheyAreAskedToIsRecognised() {
    String first = asked();
    stage.browser.examine("portal-camera-turn");
    turn(first);
    String second = first.equals("left") ? "right" : "left";
    stage.awaitHint("Turn your head slowly to your " + second);
    turn(second);
    stage.awaitTitle("It is you");
    assertThat(stage.trail(acme)).endsWith("portal_agreed success", "face_authenticate success");
    assertThat(stage.browser.misdeeds()).isEmpty();
  }

  @Test
  void whoeverDoesNotTurnIsAskedToUntilTheyDoAndNothingIsSent() {
    String first = asked();
    stage.page().waitForTimeout(1500);
    assertThat(asked()).isEqualTo(first);
    // Nor does the other side do.
    String second = first.equals("left") ? "right" : "left";
    turn(second);
    stage.page().waitForTimeout(1500);
    assertThat(asked()).isEqualTo(first);
    assertThat(stage.portals(acme)).containsExactly("OPEN");
    assertThat(stage.trail(acme)).endsWith("portal_agreed success");

    // And another try starts from the beginning.
    stage.browser.press("Close the camera");
    stage.camera.show(CameraScene.nobody());
    stage.browser.press("Open the camera");
    stage.awaitHint("No face in view");
    assertThat(stage.page().locator("[data-take]").isEnabled()).isTrue();
  }
}
