package dev.countersign.http.console.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.testing.AppOfCodes;
import dev.countersign.testing.Applications;
import dev.countersign.testing.Browser;
import dev.countersign.testing.ConsoleStage;
import dev.countersign.testing.KeptFaces;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.user.NewUser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class PeopleInBrowserTest {
  private TestServer server;
  private Customer acme;
  private User ann;
  private Browser browser;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = TestServer.live(folder, Map.of());
    acme = server.customer("Acme");
    ConsoleStage stage = new ConsoleStage(server);
    User root = stage.promoted(acme, server.user(acme, "root"));
    ann = server.user(acme, "ann");
    people();
    PageClient signedIn = stage.signedIn(acme, root);
    browser = Browser.open(server);
    browser
        .context()
        .addCookies(
            List.of(
                new Cookie(PageClient.COOKIE, signedIn.cookie(PageClient.COOKIE))
                    .setDomain("localhost")
                    .setPath("/")
                    .setSecure(true)
                    .setHttpOnly(true)));
  }

  @AfterEach
  void stop() {
    browser.close();
    server.close();
  }

  /** Some who stand differently, so that there is something to see. */
  private void people() {
    var core = server.core();
    String[] names = {"anna.adams", "bert.baker", "carla.chen", "dan.duval", "eve.eriksen"};
    for (String name : names) {
      Profile profile = new Profile(name.replace('.', ' '), name + "@acme.example", false, "", "");
      core.users.create(acme.id(), new NewUser(name, profile, Optional.empty()), Origin.CLI);
    }
    User bert = core.users.find(acme.id(), "bert.baker").orElseThrow();
    core.users.blacklist(acme.id(), bert.id(), Origin.CLI);
    User dan = core.users.find(acme.id(), "dan.duval").orElseThrow();
    core.users.disable(acme.id(), dan.id(), Origin.CLI);
    KeptFaces.keep(server, ann);
    AppOfCodes.setUp(server, ann);
    var group = core.lifecycle.groups.create(acme.id(), "Reception", "Front desk", Origin.CLI);
    core.lifecycle.groups.addMember(acme.id(), group.id(), ann.id(), Origin.CLI);
    var role = core.lifecycle.roles.create(acme.id(), "editor", "", Origin.CLI);
    core.lifecycle.roles.grantToGroup(acme.id(), role.id(), group.id(), Origin.CLI);
    var space = core.searchSpaces.create(acme.id(), "Main entrance", Origin.CLI);
    core.searchSpaces.addMember(acme.id(), space.id(), ann.id(), Origin.CLI);
    var calendar = Applications.add(server, acme, "Calendar");
    Set<String> scopes = Set.of("openid", "profile");
    core.authorizationFeatures.consents.allow(calendar, ann.id(), scopes, Origin.CLI);
    new PageClient(server).signIn("ann");
  }

  private String at(String below) {
    return "/console/customers/" + acme.id() + below;
  }

  private void look(String name, String below) {
    browser.visit(at(below));
    assertThat(browser.page().locator("main h1").count()).as(name).isOne();
    browser.examine("console-people-" + name);
  }

  @Test
  void everyPageIsFitToBeLookedAt() {
    String person = "/users/" + ann.id();
    look("users", "/users");
    look("users-none", "/users?q=nobody");
    look("new", "/users/new");
    look("person", person);
    for (String page :
        List.of(
            "profile",
            "password",
            "delete",
            "sessions",
            "factors",
            "face",
            "groups",
            "applications",
            "events")) {
      look("person-" + page, person + "/" + page);
    }
    var core = server.core();
    look("groups", "/groups");
    look(
        "group",
        "/groups/" + core.lifecycle.groups.find(acme.id(), "reception").orElseThrow().id());
    look("role", "/roles/" + core.lifecycle.roles.find(acme.id(), "editor").orElseThrow().id());
    look("space", "/search-spaces/" + core.searchSpaces.list(acme.id(), "", 1).getFirst().id());
    look("receipts", "/erasure-receipts");
    assertThat(browser.misdeeds()).isEmpty();
  }

  @Test
  void aNameIsSuggestedWhileItIsTypedAndWhatIsWrongIsSaid() {
    var group = server.core().lifecycle.groups.find(acme.id(), "reception").orElseThrow();
    browser.visit(at("/groups/" + group.id()));
    Page page = browser.page();

    page.getByLabel("Name of the user to add").pressSequentially("car");
    page.locator("datalist option[value='carla.chen']")
        .waitFor(
            new com.microsoft.playwright.Locator.WaitForOptions()
                .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
    page.getByLabel("Name of the user to add").fill("nobody");
    browser.press("Add");
    assertThat(page.getByText("There is no user of that name").count()).isEqualTo(2);
    browser.examine("console-people-group-wrong");
    page.getByLabel("Name of the user to add").fill("carla.chen");
    browser.press("Add");

    assertThat(page.locator("table").first().textContent()).contains("carla.chen");
    assertThat(browser.location()).isEqualTo(at("/groups/" + group.id()) + "?done=member-added");
    assertThat(browser.misdeeds()).isEmpty();
  }
}
