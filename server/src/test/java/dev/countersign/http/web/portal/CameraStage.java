package dev.countersign.http.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.customer.PortalSettings;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.testing.Browser;
import dev.countersign.testing.CameraScene;
import dev.countersign.testing.FakeCamera;
import dev.countersign.testing.Portraits;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import dev.countersign.testing.Tokens;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One server and one browser with a camera for all tests of a class; every test has a customer of
 * its own.
 */
final class CameraStage implements AutoCloseable {
  private static final String PREFIX = "/deepfaceauth/api/v1/basic";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  final FakeCamera camera;
  final TestServer server;
  final Browser browser;
  private int customers;

  CameraStage(Path folder) {
    camera = FakeCamera.in(folder, CameraScene.nobody());
    server = TestServer.live(folder, Map.of());
    browser = Browser.open(server, camera);
  }

  String origin() {
    return "http://localhost:" + server.port();
  }

  /** A customer of the test's own, whose people may open the camera in a fresh browser. */
  Customer begin(PortalSettings settings) {
    camera.show(CameraScene.nobody());
    browser.renew();
    browser.allowCamera(origin());
    customers++;
    Customer customer = server.customer("acme" + customers);
    server
        .core()
        .customerSettings
        .change(customer.id(), old -> old.withPortals(settings), Origin.CLI);
    return customer;
  }

  Answer call(Customer customer, String path, String fields) {
    String token = Tokens.opaque(server, customer, Duration.ofHours(1));
    return server.post(
        PREFIX + path,
        "{\"customerName\":\"" + customer.name() + "\"" + fields + "}",
        "Authorization",
        "Bearer " + token);
  }

  /** The path of a portal of that kind. */
  String portal(Customer customer, String kind, String more) {
    Answer answer = call(customer, "/portal/create", ",\"kind\":\"" + kind + "\"" + more);
    return URI.create(part(answer, "portalUrl")).getRawPath();
  }

  static String about(User user) {
    return ",\"userName\":\"" + user.userName() + "\"";
  }

  /** A person whose face is kept. */
  User enrolled(Customer customer, String name, String picture) {
    User user = server.user(customer, name);
    String url = part(call(customer, "/user/details", about(user)), "enrollmentUrl");
    Answer answer =
        call(customer, "/enroll", ",\"url\":\"" + picture + "\",\"enrolledUrl\":\"" + url + "\"");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return user;
  }

  User anna(Customer customer) {
    return enrolled(customer, "anna", Portraits.ANNA.data());
  }

  /** Waits until the gallery has heard of that person. */
  void awaitFound(Customer customer, String name, Portraits portrait) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!call(customer, "/search", ",\"url\":\"" + portrait.data() + "\"")
        .body()
        .contains("\"" + name + "\"")) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(100);
    }
  }

  static String part(Answer answer, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(answer.body());
    assertThat(matcher.find()).as(name + " in " + answer.body()).isTrue();
    return matcher.group(1);
  }

  Page page() {
    return browser.page();
  }

  /** Opens a portal, agrees, and opens the camera. */
  void agreeAndOpen(String path) {
    browser.visit(path);
    page().getByRole(AriaRole.CHECKBOX).check();
    browser.press("Open the camera");
  }

  /** Waits until the page says that about what the camera sees. */
  void awaitHint(String words) {
    page().locator("[data-doing]").filter(new Locator.FilterOptions().setHasText(words)).waitFor();
  }

  /** Somebody else steps before the camera; after the first try, the person presses a button. */
  void takeAgain(CameraScene scene) {
    camera.show(CameraScene.nobody());
    awaitHint("No face in view");
    camera.show(scene);
    awaitHint("Good: press the button to take the picture");
    browser.press("Take the picture now");
  }

  /** Waits until the page says what went wrong. */
  void awaitTrouble(String words) {
    page()
        .locator("[data-trouble]")
        .filter(new Locator.FilterOptions().setHasText(words))
        .waitFor();
  }

  void awaitTitle(String words) {
    page()
        .getByRole(
            AriaRole.HEADING, new Page.GetByRoleOptions().setName(words).setExact(true).setLevel(1))
        .waitFor();
  }

  long count(Customer customer, String table) {
    return server.count(
        "SELECT COUNT(*) FROM " + table + " WHERE customer_id = ?", customer.id().value());
  }

  /** What was written down about portals and faces, kind and outcome, in order. */
  List<String> trail(Customer customer) {
    List<String> lines = new ArrayList<>();
    for (Map<String, Object> row :
        server.rows(
            "SELECT kind, outcome FROM audit_event WHERE customer_id = ?"
                + " AND (kind LIKE 'portal%' OR kind LIKE 'face%') ORDER BY id",
            customer.id().value())) {
      lines.add(row.get("kind") + " " + row.get("outcome"));
    }
    return lines;
  }

  /** State and reason of the customer's portals. */
  List<String> portals(Customer customer) {
    List<String> lines = new ArrayList<>();
    for (Map<String, Object> row :
        server.rows(
            "SELECT state, reason FROM portal WHERE customer_id = ? ORDER BY id",
            customer.id().value())) {
      lines.add((row.get("state") + " " + row.get("reason")).strip());
    }
    return lines;
  }

  @Override
  public void close() {
    browser.close();
    server.close();
  }
}
