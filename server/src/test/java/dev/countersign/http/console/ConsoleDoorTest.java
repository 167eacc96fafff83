package dev.countersign.http.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.domain.Customer;
import dev.countersign.domain.User;
import dev.countersign.http.Access;
import dev.countersign.http.Route;
import dev.countersign.testing.AppOfCodes;
import dev.countersign.testing.Authenticator;
import dev.countersign.testing.ConsoleServer;
import dev.countersign.testing.ConsoleStage;
import dev.countersign.testing.MailAddress;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleDoorTest extends ConsoleServer {
  private static String users(Customer customer) {
    return "/console/customers/" + customer.id() + "/users";
  }

  @Test
  void everythingBelowConsoleStandsBehindItsDoor() {
    List<Route> consoles =
        server.routes().stream()
            .filter(route -> (route.path() + "/").startsWith("/console/"))
            .toList();

    assertThat(consoles).isNotEmpty();
    assertThat(consoles).allMatch(route -> route.access() instanceof Access.Console);
  }

  @Test
  void whoIsNotSignedInIsAskedToFirstAndMayBeOfAnyCustomer() {
    PageClient browser = new PageClient(server);

    Answer asked = browser.get("/console");
    Answer page = browser.get(asked.header("Location"));

    assertThat(asked.status()).isEqualTo(303);
    assertThat(asked.header("Location")).isEqualTo("/sign-in?continue=%2Fconsole");
    assertThat(page.body())
        .contains("name=\"organisation\" type=\"text\" value=\"acme\"", ">Customer<");
    assertThat(browser.get("/sign-in").body()).doesNotContain("organisation");
  }

  @Test
  void whoAdministersNothingIsToldWhomToAsk() {
    server.user(acme, "bob");
    PageClient browser = new PageClient(server);
    browser.signIn("bob");

    Answer answer = browser.get("/console");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body())
        .contains("You have no place in the console", "role grant administrator --user bob");
  }

  @Test
  void anAdministratorWithoutASecondFactorIsToldToSetOneUp() {
    stage.promoted(acme, server.user(acme, "alice"));
    PageClient browser = new PageClient(server);
    browser.signIn("alice");

    Answer answer = browser.get(users(acme));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body())
        .contains(
            "The console asks for a second factor",
            ">Set up a passkey</a>",
            "href=\"/account/passkeys?continue=%2Fconsole%2Fcustomers%2F"
                + acme.id()
                + "%2Fusers\"",
            ">Set up an app for codes</a>");
  }

  @Test
  void whoSetsAFactorUpForTheConsoleGoesOnToWhereTheyWereGoing() {
    stage.promoted(acme, server.user(acme, "alice"));
    PageClient browser = new PageClient(server);
    browser.signIn("alice");
    String closed = browser.get(users(acme) + "?sort=name").body();
    String way = closed.replaceAll("(?s).*href=\"(/account/codes[^\"]*)\".*", "$1");

    Answer begin = browser.get(way);
    String next = begin.body().replaceAll("(?s).*name=\"continue\" value=\"([^\"]*)\".*", "$1");
    Answer begun = browser.post("/account/codes/begin", Map.of("continue", next));
    Answer page = browser.get(begun.header("Location"));
    Answer wrong =
        browser.post("/account/codes/confirm", Map.of("code", "000000", "continue", next));
    AppOfCodes app =
        AppOfCodes.of(
            server,
            page.body()
                .replaceAll("(?s).*<code class=\"secret\">([^<]*)<.*", "$1")
                .replace(" ", ""));
    Answer codes =
        browser.post("/account/codes/confirm", Map.of("code", app.code(), "continue", next));

    assertThat(next).isEqualTo(users(acme) + "?sort=name");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("name=\"continue\" value=\"" + next + "\"");
    assertThat(codes.body()).contains("href=\"" + next + "\"");
    assertThat(browser.get(next).status()).isEqualTo(200);
    for (String elsewhere : List.of("https://evil.example/", "//evil.example", "/account/data")) {
      assertThat(browser.get("/account/passkeys?continue=" + elsewhere).body())
          .doesNotContain("evil.example", "name=\"continue\"");
    }
  }

  @Test
  void theCodeThatConfirmsTheAppIsTheSecondFactorOfThisSessionAlone() {
    stage.promoted(acme, server.user(acme, "alice"));
    PageClient other = new PageClient(server);
    other.signIn("alice");
    PageClient browser = new PageClient(server);
    browser.signIn("alice");
    String before = browser.cookie(PageClient.COOKIE);
    AppOfCodes app = begun(browser);

    assertThat(confirmed(browser, app).status()).isEqualTo(200);

    assertThat(browser.get(users(acme)).status()).isEqualTo(200);
    assertThat(server.rows("SELECT amr FROM session ORDER BY id"))
        .containsExactly(Map.of("amr", "pwd"), Map.of("amr", "pwd otp mfa"));
    assertThat(trail("second_factor")).containsExactly("success {\"factor\":\"app\"}");
    assertThat(trail("factor_added")).containsExactly("success {\"factor\":\"app\"}");
    // A copy of the cookie from before is worth nothing, and the code is taken once.
    PageClient thief = new PageClient(server);
    thief.plant(PageClient.COOKIE, before);
    assertThat(thief.get(users(acme)).header("Location")).startsWith("/sign-in?");
    Answer step = other.get(other.get(users(acme)).header("Location"));
    other.get(step.header("Location"));
    Answer replayed =
        other.post("/sign-in/second", Map.of("method", "app", "code", app.code(), "flow", ""));
    assertThat(replayed.status()).isEqualTo(422);
    assertThat(replayed.body()).contains("That code has been used.");
  }

  /** Else whoever has no more than the password would show an app of their own in its place. */
  @Test
  void anAppBesideSomethingElseThatCouldBeShownMakesNoSessionStronger() {
    User alice = stage.promoted(acme, server.user(acme, "alice"));
    PageClient thief = new PageClient(server);
    thief.signIn("alice");
    AppOfCodes app = begun(thief);
    MailAddress.give(server, alice, true);

    confirmed(thief, app);

    assertThat(server.rows("SELECT amr FROM session")).containsExactly(Map.of("amr", "pwd"));
    assertThat(trail("second_factor")).isEmpty();
    assertThat(thief.get(users(acme)).header("Location")).startsWith("/sign-in?");
  }

  @Test
  void whoHasAFactorShowsItBeforeAnAppIsConfirmed() {
    User alice = stage.promoted(acme, server.user(acme, "alice"));
    PageClient thief = new PageClient(server);
    thief.signIn("alice");
    AppOfCodes app = begun(thief);
    var registration = server.core().factors.passkeys.registration();
    String options =
        new String(
            dev.countersign.http.Reply.json(200, registration.options(alice, "acme", "a")).body(),
            java.nio.charset.StandardCharsets.UTF_8);
    String credential = new Authenticator(TestServer.BASE_URL).create(options);
    registration.add(alice, credential, "", "a", dev.countersign.domain.Origin.CLI);

    Answer answer = confirmed(thief, app);

    assertThat(answer.header("Location")).startsWith("/sign-in/second?");
    assertThat(server.rows("SELECT amr FROM session")).containsExactly(Map.of("amr", "pwd"));
    assertThat(server.count("SELECT count(*) FROM totp_secret WHERE confirmed_at IS NOT NULL"))
        .isZero();
  }

  @Test
  void aPasswordOfSomeTimeAgoIsShownAgainBeforeAnAppIsConfirmed() {
    stage.promoted(acme, server.user(acme, "alice"));
    PageClient browser = new PageClient(server);
    browser.signIn("alice");
    AppOfCodes app = begun(browser);
    app.pass(30);

    Answer answer = confirmed(browser, app);

    assertThat(answer.header("Location")).startsWith("/sign-in?").endsWith("&again");
    assertThat(server.rows("SELECT amr FROM session")).containsExactly(Map.of("amr", "pwd"));
    assertThat(trail("factor_added")).isEmpty();
  }

  private static final String CONSOLE = "/console";

  private AppOfCodes begun(PageClient browser) {
    browser.get("/account/codes?continue=%2Fconsole");
    browser.post("/account/codes/begin", Map.of("continue", CONSOLE));
    String page = browser.get("/account/codes?continue=%2Fconsole").body();
    return AppOfCodes.of(
        server, page.replaceAll("(?s).*<code class=\"secret\">([^<]*)<.*", "$1").replace(" ", ""));
  }

  private static Answer confirmed(PageClient browser, AppOfCodes app) {
    return browser.post("/account/codes/confirm", Map.of("code", app.code(), "continue", CONSOLE));
  }

  private List<String> trail(String kind) {
    return server
        .rows("SELECT outcome, detail FROM audit_event WHERE kind = ? ORDER BY id", kind)
        .stream()
        .map(row -> row.get("outcome") + " " + row.get("detail"))
        .toList();
  }

  @Test
  void onlyWhoHasAPlaceInTheConsoleIsLedToIt() {
    PageClient alice = stage.administrator(acme, "alice");
    PageClient olga = stage.operator(other, "olga");
    server.user(acme, "bob");
    PageClient bob = new PageClient(server);
    bob.signIn("bob");

    for (String page : List.of("/account", "/account/profile")) {
      assertThat(alice.get(page).body()).contains("<a href=\"/console\">Console</a>");
      assertThat(olga.get(page).body()).contains("<a href=\"/console\">Console</a>");
      assertThat(bob.get(page).body()).doesNotContain("/console");
    }
    assertThat(server.get("/").body()).contains("<a href=\"console\">Console</a>");
  }

  @Test
  void whereThereIsNoConsoleNothingLeadsToIt(@TempDir Path elsewhere) {
    try (TestServer without = TestServer.start(elsewhere, Map.of("console.enabled", "false"))) {
      Customer customer = without.customer("acme");
      new ConsoleStage(without).promoted(customer, without.user(customer, "alice"));
      PageClient browser = new PageClient(without);
      browser.signIn("alice");
      assertThat(browser.get("/account").body()).doesNotContain("/console");
      assertThat(without.get("/").body()).doesNotContain("console");
      assertThat(browser.get("/console").status()).isEqualTo(404);
    }
  }

  @Test
  void whoSignedInWithOneFactorShowsTheOtherOnTheWayIn() {
    User alice = stage.promoted(acme, server.user(acme, "alice"));
    PageClient browser = new PageClient(server);
    browser.signIn("alice");
    AppOfCodes app = AppOfCodes.setUp(server, alice);

    Answer sent = browser.get(users(acme) + "?sort=name");
    Answer asked = browser.get(sent.header("Location"));
    browser.get(asked.header("Location"));
    Answer shown =
        browser.post(
            "/sign-in/second",
            Map.of("method", "app", "code", app.code(), "continue", users(acme), "flow", ""));

    assertThat(sent.header("Location")).startsWith("/sign-in?continue=%2Fconsole%2Fcustomers%2F");
    assertThat(asked.header("Location")).startsWith("/sign-in/second?continue=%2Fconsole");
    assertThat(shown.header("Location")).isEqualTo(users(acme));
    assertThat(browser.get(users(acme)).status()).isEqualTo(200);
  }

  @Test
  void anAdministratorReachesTheirCustomerAndNothingElse() {
    PageClient alice = stage.administrator(acme, "alice");

    assertThat(alice.get("/console").header("Location"))
        .isEqualTo("/console/customers/" + acme.id());
    assertThat(alice.get(users(acme)).body()).contains("alice@example.org");
    assertThat(alice.get(users(other)).status()).isEqualTo(404);
    assertThat(alice.get("/console/server/customers").status()).isEqualTo(404);
    assertThat(alice.get("/console/customers/1/users").status()).isEqualTo(404);
    assertThat(alice.get("/console/customers/x/users").status()).isEqualTo(404);
  }

  @Test
  void anOperatorReachesEveryCustomer() {
    server.user(acme, "alice");
    PageClient olga = stage.operator(other, "olga");

    assertThat(olga.get("/console").header("Location")).isEqualTo("/console/server");
    assertThat(olga.get("/console/server/customers").body())
        .contains("href=\"/console/customers/" + acme.id() + "\"", ">other<");
    assertThat(olga.get(users(acme)).body()).contains("alice@example.org");
  }

  @Test
  void whoseRoleWasTakenIsOutAtOnce() {
    User alice = stage.promoted(acme, server.user(acme, "alice"));
    PageClient browser = stage.signedIn(acme, alice);
    assertThat(browser.get(users(acme)).status()).isEqualTo(200);

    server
        .core()
        .lifecycle
        .roles
        .ofUser(acme.id(), alice.id())
        .forEach(role -> {
          var _ =
              server
                  .core()
                  .lifecycle
                  .roles
                  .revoke(acme.id(), role.id(), alice.id(), dev.countersign.domain.Origin.CLI);
        });

    assertThat(browser.get(users(acme)).status()).isEqualTo(403);
  }

  /** What a link says was done is shown where this browser has just done it, and nowhere else. */
  @Test
  void aLinkThatOnlySaysThatSomethingWasDoneIsNotBelieved() {
    User bob = server.user(acme, "bob");
    PageClient alice = stage.administrator(acme, "alice");
    String person = users(acme) + "/" + bob.id();
    String notice = "<p class=\"notice\" role=\"status\">";

    for (String what : List.of("deleted", "disable", "nonsense", "%3Cb%3E", "")) {
      assertThat(alice.get(person + "?done=" + what).body()).doesNotContain(notice);
    }
    Answer done = alice.post(person + "/disable", Map.of());
    assertThat(done.header("Location")).isEqualTo(person + "?done=disable");
    assertThat(alice.get(done.header("Location")).body()).contains(notice);
    assertThat(alice.get(person + "?done=deleted").body()).doesNotContain(notice);
    assertThat(alice.get(person).body()).doesNotContain(notice);
  }
}
