package dev.countersign.http.web.portal;

import static dev.countersign.http.web.portal.CameraStage.about;
import static dev.countersign.http.web.portal.CameraStage.part;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.customer.PortalSettings;
import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.testing.CameraScene;
import dev.countersign.testing.TestServer.Answer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Portals in frames of other sites' pages: of those the customer listed, and of no others. */
@Tag("slow")
class PortalCameraFrameTest {
  @TempDir static Path folder;
  private static CameraStage stage;
  private static ParentPage parent;
  private static ParentPage stranger;

  private Customer acme;
  private String parentOrigin = "";

  @BeforeAll
  static void start() {
    stage = new CameraStage(folder);
    parent = new ParentPage();
    stranger = new ParentPage();
  }

  @AfterAll
  static void stop() {
    stranger.close();
    parent.close();
    stage.close();
  }

  @BeforeEach
  void begin() {
    acme = stage.begin(new PortalSettings(List.of(parent.origin()), false, 30));
    parentOrigin = ",\"parentOrigin\":\"" + parent.origin() + "\"";
    // Whoever hands the camera on is asked for it.
    stage.browser.allowCamera(parent.origin());
  }

  private static FrameLocator portal() {
    return stage.page().frameLocator("iframe");
  }

  private static void open() {
    portal().getByRole(AriaRole.CHECKBOX).check();
    portal()
        .getByRole(AriaRole.BUTTON, new FrameLocator.GetByRoleOptions().setName("Open the camera"))
        .click();
  }

  private static void awaitHint(String words) {
    portal()
        .locator("[data-doing]")
        .filter(new Locator.FilterOptions().setHasText(words))
        .waitFor();
  }

  @Test
  void aListedParentShowsThePortalAndIsToldHowItEnds() {
    User anna = stage.anna(acme);
    Answer created =
        stage.call(
            acme, "/portal/create", ",\"kind\":\"authenticate\"" + about(anna) + parentOrigin);
    String reference = part(created, "reference");
    parent.frame(part(created, "portalUrl"), "allow=\"camera\"");
    stage.camera.show(CameraScene.eve());
    stage.page().navigate(parent.origin());
    open();
    portal().getByRole(AriaRole.ALERT).waitFor();
    stage.camera.show(CameraScene.nobody());
    awaitHint("No face in view");
    stage.camera.show(CameraScene.annaAgain());
    awaitHint("Good: press the button");
    portal()
        .getByRole(
            AriaRole.BUTTON, new FrameLocator.GetByRoleOptions().setName("Take the picture now"))
        .click();
    portal()
        .getByRole(
            AriaRole.HEADING,
            new FrameLocator.GetByRoleOptions().setName("It is you").setExact(true))
        .waitFor();

    stage.page().waitForFunction("told.length === 3");
    assertThat(stage.page().evaluate("told"))
        .isEqualTo(
            List.of(
                told("opened", "", reference),
                told("retry", "failure", reference),
                told("ended", "success", reference)));
    assertThat(stage.call(acme, "/portal/result", ",\"reference\":\"" + reference + "\"").body())
        .contains("\"outcome\":\"success\"", "\"userName\":\"anna\"");
    stage
        .page()
        .screenshot(
            new Page.ScreenshotOptions()
                .setPath(Path.of("target/screenshots/portal-camera-framed.png"))
                .setFullPage(true));
  }

  private static Map<String, Object> told(String event, String outcome, String reference) {
    return Map.of(
        "origin",
        stage.origin(),
        "data",
        Map.of(
            "type",
            "countersign-portal",
            "version",
            1,
            "event",
            event,
            "kind",
            "authenticate",
            "outcome",
            outcome,
            "reference",
            reference));
  }

  @Test
  void aParentThatDoesNotHandTheCameraOnIsNamedAsTheReason() {
    User anna = stage.server.user(acme, "anna");
    String url =
        part(
            stage.call(acme, "/portal/create", ",\"kind\":\"enroll\"" + about(anna) + parentOrigin),
            "portalUrl");
    parent.frame(url, "");
    stage.page().navigate(parent.origin());
    open();
    portal()
        .getByRole(AriaRole.ALERT)
        .filter(
            new Locator.FilterOptions()
                .setHasText("Tell whoever runs it that its frame needs allow=\"camera\""))
        .waitFor();
  }

  @Test
  void anotherPageCannotShowIt() {
    User anna = stage.server.user(acme, "anna");
    String url =
        part(
            stage.call(acme, "/portal/create", ",\"kind\":\"enroll\"" + about(anna) + parentOrigin),
            "portalUrl");
    stranger.frame(url, "allow=\"camera\"");
    List<String> console = new ArrayList<>();
    stage.page().onConsoleMessage(message -> console.add(message.text()));
    stage.page().navigate(stranger.origin());
    String why = "frame-ancestors " + parent.origin();
    for (int i = 0; i < 100 && console.stream().noneMatch(line -> line.contains(why)); i++) {
      stage.page().waitForTimeout(200);
    }

    assertThat(console).anyMatch(line -> line.contains(why));
    assertThat(stage.page().frames().getLast().content()).doesNotContain("Enrol your face");
    assertThat(stage.page().evaluate("told")).isEqualTo(List.of());
  }

  @Test
  void aPortalOfACustomerThatListsNobodyIsShownInNoFrameAtAll() {
    acme = stage.begin(new PortalSettings(List.of(), false, 30));
    User anna = stage.server.user(acme, "anna");
    String path = stage.portal(acme, "enroll", about(anna));
    Answer page = stage.server.get(path);
    assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.headers()).doesNotContainKey("set-cookie");
  }

  @Test
  void aPersonsEnrolmentUrlIsShownByAnyListedParentWhichIsToldThatItWasUsed() {
    User anna = stage.server.user(acme, "anna");
    String url = stage.server.core().enrolmentLinks.url(acme.id(), anna.enrolment());
    parent.frame(stage.origin() + URI.create(url).getPath(), "allow=\"camera\"");
    stage.camera.show(CameraScene.anna());
    stage.page().navigate(parent.origin());
    open();
    portal()
        .getByRole(
            AriaRole.HEADING,
            new FrameLocator.GetByRoleOptions().setName("Your face is enrolled").setExact(true))
        .waitFor();
    stage.page().waitForFunction("told.length === 2");
    assertThat(stage.page().evaluate("told.map(one => one.data.event + ' ' + one.data.outcome)"))
        .isEqualTo(List.of("opened ", "ended success"));

    stage.page().navigate(parent.origin());
    portal()
        .getByRole(
            AriaRole.HEADING, new FrameLocator.GetByRoleOptions().setName("This link was used"))
        .waitFor();
    stage.page().waitForFunction("told.length === 1");
    assertThat(stage.page().evaluate("told.map(one => one.data.event + ' ' + one.data.outcome)"))
        .isEqualTo(List.of("closed used"));
  }

  @Test
  void aParentThatIsNotListedIsRefusedWhenThePortalIsAskedFor() {
    User anna = stage.server.user(acme, "anna");
    Answer answer =
        stage.call(
            acme,
            "/portal/create",
            ",\"kind\":\"enroll\""
                + about(anna)
                + ",\"parentOrigin\":\""
                + stranger.origin()
                + "\"");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("parentOrigin " + stranger.origin() + " is not among the setting portal.parents");
    assertThat(stage.count(acme, "portal")).isZero();
  }
}
