package dev.countersign.http.web.portal;

import static dev.countersign.http.web.portal.CameraStage.about;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.countersign.customer.PortalSettings;
import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.testing.Browser;
import dev.countersign.testing.CameraScene;
import dev.countersign.testing.Photographs;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Portals in a real browser, before whose camera people come and go. */
@Tag("slow")
class PortalCameraTest {
  private static final String PRINT = "pad-dev/spoof/006.jpg";

  private static final String NOT_LIVE =
      "The picture does not look like a living person: please show your own face to the camera,";

  @TempDir static Path folder;
  private static CameraStage stage;

  private Customer acme;

  @BeforeAll
  static void start() {
    stage = new CameraStage(folder);
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @BeforeEach
  void begin() {
    acme = stage.begin(PortalSettings.DEFAULT);
  }

  @AfterEach
  void thePagesDidNothingTheyMayNot() {
    assertThat(stage.browser.misdeeds()).isEmpty();
    assertThat(stage.browser.context().cookies()).isEmpty();
  }

  @Test
  void aPersonEnrolsByLookingIntoTheCamera() {
    User anna = stage.server.user(acme, "anna");
    String path = stage.portal(acme, "enroll", about(anna));
    stage.camera.show(CameraScene.anna());
    stage.agreeAndOpen(path);
    stage.awaitTitle("Your face is enrolled");

    assertThat(stage.page().locator("img.portrait").getAttribute("src"))
        .startsWith("data:image/jpeg;base64,");
    assertThat(stage.count(acme, "face_template")).isEqualTo(1);
    assertThat(stage.count(acme, "face_sample")).isEqualTo(3);
    assertThat(
            stage.server.rows(
                "SELECT source, withdrawn_at FROM face_consent WHERE customer_id = ?",
                acme.id().value()))
        .singleElement()
        .hasToString("{source=PERSON, withdrawn_at=null}");
    assertThat(stage.portals(acme)).containsExactly("SUCCESS");
    assertThat(stage.trail(acme))
        .containsExactly("portal_created success", "portal_agreed success", "face_enroll success");

    stage.browser.visit(path);
    stage.awaitTitle("This link was used");
  }

  @Test
  void aReEnrolmentReplacesTheFace() {
    User anna = stage.enrolled(acme, "anna", Portraits.BERT.data());
    stage.camera.show(CameraScene.anna());
    stage.agreeAndOpen(stage.portal(acme, "update", about(anna)));
    stage.awaitTitle("Your face is enrolled");

    assertThat(stage.count(acme, "face_template")).isEqualTo(1);
    assertThat(stage.trail(acme)).endsWith("portal_agreed success", "face_update success");
    stage.camera.show(CameraScene.annaAgain());
    stage.agreeAndOpen(stage.portal(acme, "authenticate", about(anna)));
    stage.awaitTitle("It is you");
  }

  @Test
  void thePersonIsRecognisedAndSomebodyElseIsNot() {
    User anna = stage.anna(acme);
    String path = stage.portal(acme, "authenticate", about(anna));
    stage.camera.show(CameraScene.eve());
    stage.agreeAndOpen(path);
    stage.awaitTrouble("The face is not enough like the one that was enrolled.");
    stage.browser.examine("portal-camera-no-match");
    assertThat(stage.portals(acme)).containsExactly("OPEN no_match");

    stage.takeAgain(CameraScene.annaAgain());
    stage.awaitTitle("It is you");
    stage.browser.examine("portal-camera-authenticated");
    assertThat(stage.portals(acme)).containsExactly("SUCCESS");
    assertThat(stage.trail(acme))
        .endsWith(
            "portal_agreed success", "face_authenticate no_match", "face_authenticate success");
  }

  @Test
  void whereSomethingElseAnswersThePictureIsSentOnceMoreWhenThePersonSaysSo() {
    User anna = stage.anna(acme);
    String path = stage.portal(acme, "authenticate", about(anna));
    stage
        .page()
        .route(
            stage.origin() + path,
            route -> {
              if (route.request().method().equals("GET")) {
                route.resume();
              } else {
                route.fulfill(
                    new Route.FulfillOptions().setStatus(502).setBody("<h1>Bad Gateway</h1>"));
              }
            });
    stage.camera.show(CameraScene.annaAgain());
    stage.agreeAndOpen(path);
    stage.awaitTrouble("The picture could not be sent.");
    assertThat(stage.portals(acme)).containsExactly("OPEN");

    stage.page().unroute(stage.origin() + path);
    stage.takeAgain(CameraScene.annaAgain());
    stage.awaitTitle("It is you");
  }

  @Test
  void aPrintedPhotographIsNotEnrolledAndWhoeverHeldItMayTryAgain() {
    CameraScene print = CameraScene.research(PRINT);
    User anna = stage.server.user(acme, "anna");
    stage.camera.show(print);
    stage.agreeAndOpen(stage.portal(acme, "enroll", about(anna)));
    stage.awaitTrouble(NOT_LIVE);
    assertThat(stage.portals(acme)).containsExactly("OPEN not_live");
    assertThat(stage.count(acme, "face_picture")).isZero();
    assertThat(stage.count(acme, "face_consent")).isZero();

    stage.takeAgain(CameraScene.anna());
    stage.awaitTitle("Your face is enrolled");
    assertThat(stage.trail(acme)).endsWith("face_enroll not_live", "face_enroll success");
  }

  @Test
  void aPrintedPhotographOfThePersonIsNotThePerson() throws IOException {
    byte[] print = Files.readAllBytes(Photographs.researchFile(PRINT));
    User anna = stage.enrolled(acme, "anna", Portraits.data("image/jpeg", print));
    stage.camera.show(CameraScene.research(PRINT));
    stage.agreeAndOpen(stage.portal(acme, "authenticate", about(anna)));
    stage.awaitTrouble(NOT_LIVE);
    assertThat(stage.portals(acme)).containsExactly("OPEN not_live");
    assertThat(stage.trail(acme)).endsWith("portal_agreed success", "face_authenticate not_live");
  }

  @Test
  void thePageSaysWhatIsWrongWithWhatItSees() {
    User anna = stage.anna(acme);
    long kept = stage.count(acme, "face_picture");
    stage.agreeAndOpen(stage.portal(acme, "authenticate", about(anna)));

    stage.awaitHint("No face in view: look into the camera");
    stage.camera.show(CameraScene.two());
    stage.awaitHint("More than one face: please be alone");
    stage.browser.examine("portal-camera-two-faces");
    stage.camera.show(CameraScene.anna().far());
    stage.awaitHint("Come closer");
    stage.camera.show(CameraScene.anna().lit(.4f));
    stage.awaitHint("Too dark: turn towards a light");
    stage.camera.show(CameraScene.sample(5, 330, 640, 760));
    stage.awaitHint("Move your face into the middle");
    stage.camera.show(CameraScene.sample(5, 1240, 250, 660));
    stage.awaitHint("Look straight into the camera");

    // Frames are looked at, and nothing but the agreement to that is kept.
    assertThat(stage.portals(acme)).containsExactly("OPEN");
    assertThat(stage.trail(acme)).endsWith("portal_agreed success");
    assertThat(stage.count(acme, "face_picture")).isEqualTo(kept);
    stage.browser.press("Close the camera");
    stage.page().getByText("I do not want to").click();
    stage.awaitTitle("Decline and end this link?");
    assertThat(stage.portals(acme)).containsExactly("OPEN");
    stage.browser.press("Decline and end the link");
    stage.awaitTitle("You did not want to");
    stage.browser.examine("portal-camera-cancelled");
    assertThat(stage.portals(acme)).containsExactly("CANCELLED");
  }

  @Test
  void nothingLeavesTheCameraAndNothingIsKeptBeforeThePersonAgrees() {
    User anna = stage.server.user(acme, "anna");
    String path = stage.portal(acme, "enroll", about(anna));
    List<String> sent = new ArrayList<>();
    stage.page().onRequest(request -> sent.add(request.method() + " " + request.url()));
    stage.camera.show(CameraScene.anna());
    stage.browser.visit(path);
    stage.browser.press("Open the camera");
    stage.page().waitForTimeout(500);

    assertThat(stage.page().locator("video").isVisible()).isFalse();
    assertThat(sent).noneMatch(line -> line.startsWith("POST"));
    Answer frame =
        stage.server.send(
            "POST", path + "/frame", Portraits.ANNA.file(), "Content-Type", "image/jpeg");
    assertThat(frame.status()).isEqualTo(422);
    assertThat(frame.body())
        .isEqualTo("{\"message\":\"Nobody has agreed to what the page says now\"}");
    assertThat(stage.trail(acme)).containsExactly("portal_created success");
    for (String table : List.of("face_consent", "face_template", "face_sample", "face_picture")) {
      assertThat(stage.count(acme, table)).as(table).isZero();
    }
  }

  @Test
  void somebodyIsFoundAmongAllAndSomebodyElseIsNot() throws InterruptedException {
    stage.anna(acme);
    stage.awaitFound(acme, "anna", Portraits.ANNA_AGAIN);
    stage.camera.show(CameraScene.annaAgain());
    stage.agreeAndOpen(stage.portal(acme, "search", ""));
    stage.awaitTitle("The search is done");
    assertThat(stage.page().getByRole(AriaRole.ROWHEADER).textContent()).isEqualTo("anna");

    stage.camera.show(CameraScene.eve());
    stage.agreeAndOpen(stage.portal(acme, "search", ""));
    stage.page().getByText("Nobody the picture is like is enrolled.").waitFor();
    assertThat(stage.portals(acme)).containsExactly("SUCCESS", "SUCCESS nobody");
    assertThat(stage.trail(acme)).endsWith("portal_agreed success", "face_search success");
  }

  @Test
  void whoeverSaysNoToTheCameraIsToldHowToAllowItAndMaySendAPhotograph() {
    User anna = stage.server.user(acme, "anna");
    stage.browser.denyAll();
    stage.agreeAndOpen(stage.portal(acme, "enroll", about(anna)));
    stage.awaitTrouble("The camera is not allowed here. Allow it for this page");
    stage.browser.examine("portal-camera-denied");

    stage
        .page()
        .getByLabel("Take or choose a photograph")
        .setInputFiles(new FilePayload("anna.jpg", "image/jpeg", Portraits.ANNA.file()));
    stage.browser.press("Enrol my face");
    stage.awaitTitle("Your face is enrolled");
    assertThat(stage.count(acme, "face_sample")).isEqualTo(1);
  }

  @Test
  void whereThereIsNoCameraThePageSaysSo() {
    User anna = stage.server.user(acme, "anna");
    String path = stage.portal(acme, "enroll", about(anna));
    try (Browser without = Browser.withoutCamera(stage.server)) {
      without.allowCamera(stage.origin());
      without.visit(path);
      without.page().getByRole(AriaRole.CHECKBOX).check();
      without.press("Open the camera");
      without
          .page()
          .locator("[data-trouble]")
          .filter(new Locator.FilterOptions().setHasText("No camera was found."))
          .waitFor();
      assertThat(without.misdeeds()).isEmpty();
    }
  }

  @Test
  void anExpiredLinkShowsThatItHasExpired() {
    User anna = stage.server.user(acme, "anna");
    String path = stage.portal(acme, "enroll", about(anna));
    stage.camera.show(CameraScene.nobody());
    stage.agreeAndOpen(path);
    stage.awaitHint("No face in view");
    stage.server.clock().advance(Duration.ofMinutes(31));

    // Whoever has it open is told as well, with the next frame.
    stage.awaitTitle("This link has expired");
    stage.browser.examine("portal-camera-expired");
    assertThat(stage.server.get(path).status()).isEqualTo(410);
    assertThat(stage.portals(acme)).containsExactly("OPEN");
  }
}
