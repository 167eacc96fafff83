package dev.countersign.http.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.ProfileField;
import dev.countersign.domain.User;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountPagesTest {
  private static final String NEW_PASSWORD = "another horse battery staple";

  @TempDir Path folder;
  private TestServer server;
  private Customer acme;
  private User alice;
  private PageClient browser;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    alice = server.user(acme, "alice");
    browser = new PageClient(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/account",
        "/account/profile",
        "/account/password",
        "/account/sessions",
        "/account/faces",
        "/account/faces/erase",
        "/account/data",
        "/account/data/download"
      })
  void whoeverIsNotSignedInIsAskedToFirst(String path) {
    Answer answer = browser.get(path);

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location"))
        .isEqualTo("/sign-in?continue=" + path.replace("/", "%2F"));
  }

  @Test
  void theOverviewSaysWhatIsKnown() {
    browser.signIn("alice");

    Answer answer = browser.get("/account");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains(
            "<h1>Your account</h1>",
            "Alice Liddell",
            "alice@example.org",
            "not confirmed",
            "You are signed in here and nowhere else",
            "Nothing is kept of your face",
            "aria-current=\"page\"");
  }

  @Test
  void theProfileIsChangedAndKeptWhenItCannotBe() {
    browser.signIn("alice");
    browser.get("/account/profile");

    Answer saved =
        browser.post("/account/profile", Map.of("full-name", "Alice P. Liddell", "phone", "555"));
    Answer shown = browser.get(saved.header("Location"));
    Answer refused =
        browser.post("/account/profile", Map.of("full-name", "Alice", "phone", "call me"));

    assertThat(saved.status()).isEqualTo(303);
    assertThat(shown.body()).contains("Your profile is saved.", "value=\"Alice P. Liddell\"");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("Use digits, spaces and + ( ) . / - only", "value=\"call me\"");
    assertThat(server.core().users.find(acme.id(), alice.id()).orElseThrow().profile().fullName())
        .isEqualTo("Alice P. Liddell");
  }

  @Test
  void whatAPersonTellsIsKeptCheckedAndTakenAway() {
    browser.signIn("alice");
    browser.get("/account/profile");
    Map<String, String> told =
        Map.of(
            "full-name", "Alice Liddell",
            "given-name", " Alice ",
            "birthdate", "1852-05-04",
            "zoneinfo", "Europe/London",
            "website", "https://alice.example/",
            "street-address", "Deanery\r\nChrist Church");

    Answer saved = browser.post("/account/profile", told);
    Answer refused =
        browser.post(
            "/account/profile",
            Map.of(
                "birthdate", "4 May 1852",
                "zoneinfo", "London",
                "locale", "Oxford English",
                "website", "javascript:alert(1)"));

    assertThat(saved.header("Location")).isEqualTo("/account/profile?saved");
    assertThat(details())
        .isEqualTo(
            Map.of(
                ProfileField.GIVEN_NAME, "Alice",
                ProfileField.BIRTHDATE, "1852-05-04",
                ProfileField.ZONEINFO, "Europe/London",
                ProfileField.WEBSITE, "https://alice.example/",
                ProfileField.STREET_ADDRESS, "Deanery\nChrist Church"));
    assertThat(browser.get("/account/profile").body())
        .contains("value=\"1852-05-04\"", "Deanery\nChrist Church</textarea>");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains(
            "Date of birth: enter a date such as 1990-01-31, or the year alone.",
            "Time zone: enter the name of a time zone, such as Europe/Paris.",
            "Language: enter a language tag, such as en or de-AT.",
            "Website: enter an address of the web, such as https://example.org/alice.",
            "value=\"4 May 1852\"");

    browser.post("/account/profile", Map.of("birthdate", "", "street-address", ""));
    assertThat(details())
        .doesNotContainKeys(ProfileField.BIRTHDATE, ProfileField.STREET_ADDRESS)
        .containsKey(ProfileField.ZONEINFO);
    assertThat(browser.get("/account/data/download").body())
        .contains("\"zoneinfo\":\"Europe/London\"");
  }

  @Test
  void theDownloadTellsOfGroupsRolesAndFactorsWithoutTheirSecrets() throws Exception {
    var lifecycle = server.core().lifecycle;
    long staff = lifecycle.groups.create(acme.id(), "Staff", "", Origin.CLI).id();
    lifecycle.groups.addMember(acme.id(), staff, alice.id(), Origin.CLI);
    long reader = lifecycle.roles.create(acme.id(), "reader", "", Origin.CLI).id();
    lifecycle.roles.grant(acme.id(), reader, alice.id(), Origin.CLI);
    browser.signIn("alice");

    var file = new ObjectMapper().readTree(browser.get("/account/data/download").body());
    assertThat(file.get("groups").toString()).isEqualTo("[\"Staff\"]");
    assertThat(file.get("roles").toString()).isEqualTo("[\"reader\"]");
    assertThat(file.get("factors").toString())
        .isEqualTo(
            "{\"passkeys\":[],\"app_for_codes_since\":\"\",\"recovery_codes_left\":0,"
                + "\"remembered_browsers\":0}");
  }

  private Map<ProfileField, String> details() {
    return server
        .core()
        .users
        .find(acme.id(), alice.id())
        .orElseThrow()
        .profile()
        .details()
        .values();
  }

  @Test
  void anotherPasswordSignsOutEverywhereElse() {
    PageClient elsewhere = new PageClient(server);
    elsewhere.signIn("alice");
    browser.signIn("alice");
    browser.get("/account/password");

    Answer answer =
        browser.post(
            "/account/password",
            Map.of("present-password", TestServer.PASSWORD, "new-password", NEW_PASSWORD));

    assertThat(answer.header("Location")).isEqualTo("/account/password?changed");
    assertThat(browser.get("/account").status()).isEqualTo(200);
    assertThat(elsewhere.get("/account").status()).isEqualTo(303);
    assertThat(new PageClient(server).signIn("alice").status()).isEqualTo(422);
    assertThat(new PageClient(server).signIn("alice", NEW_PASSWORD).status()).isEqualTo(303);
  }

  @Test
  void thePasswordStaysWhenThePresentOneIsWrongOrTheNewOneIsWeak() {
    browser.signIn("alice");
    browser.get("/account/password");

    Answer wrong =
        browser.post(
            "/account/password", Map.of("present-password", "wrong", "new-password", NEW_PASSWORD));
    Answer weak =
        browser.post(
            "/account/password",
            Map.of("present-password", TestServer.PASSWORD, "new-password", "password1"));
    Answer empty = browser.post("/account/password", Map.of());

    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("This is not your present password.");
    assertThat(weak.status()).isEqualTo(422);
    assertThat(weak.body()).contains("This password is too easy to guess.");
    assertThat(empty.body()).contains("Enter your present password.", "Enter a new password.");
    assertThat(new PageClient(server).signIn("alice").status()).isEqualTo(303);
  }

  @Test
  void thePresentPasswordIsGuessedAtNoOftenerThanAtASignIn() {
    browser.signIn("alice");
    browser.get("/account/password");
    Map<String, String> guess = Map.of("present-password", "wrong", "new-password", NEW_PASSWORD);
    Answer answer = browser.post("/account/password", guess);
    for (int i = 0; i < 20 && answer.status() == 422; i++) {
      answer = browser.post("/account/password", guess);
    }

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isNotEmpty();
  }

  @Test
  void aSignInElsewhereIsListedAndEnded() {
    PageClient elsewhere = new PageClient(server);
    elsewhere.signIn("alice");
    String other = String.valueOf(server.rows("SELECT id FROM session").getFirst().get("id"));
    browser.signIn("alice");
    Answer listed = browser.get("/account/sessions");

    Answer ended = browser.post("/account/sessions/end", Map.of("session", other));

    assertThat(listed.body())
        .contains("this browser", "with password", "value=\"" + other + "\"", "End all others");
    assertThat(ended.header("Location")).isEqualTo("/account/sessions?ended");
    assertThat(elsewhere.get("/account").status()).isEqualTo(303);
    assertThat(browser.get("/account").status()).isEqualTo(200);
  }

  @Test
  void aSignInSaysWhereItWasBegunAsLongAsItLasts() {
    browser.signIn("alice");

    assertThat(browser.get("/account/sessions").body())
        .contains("<bdi>Java-http-client, 127.0.0.0/24</bdi>");
    assertThat(server.rows("SELECT network, agent FROM session"))
        .containsExactly(Map.of("network", "127.0.0.0/24", "agent", "Java-http-client"));
    server.core().users.disable(acme.id(), alice.id(), Origin.CLI);
    assertThat(server.count("SELECT count(*) FROM session")).isZero();
  }

  @Test
  void allOthersAreEndedTogether() {
    PageClient elsewhere = new PageClient(server);
    elsewhere.signIn("alice");
    new PageClient(server).signIn("alice");
    browser.signIn("alice");
    browser.get("/account/sessions");

    browser.post("/account/sessions/end-others", Map.of());

    assertThat(server.count("SELECT count(*) FROM session")).isOne();
    assertThat(browser.get("/account").status()).isEqualTo(200);
  }

  @Test
  void nobodyEndsTheSignInOfAnother() {
    server.user(acme, "bob");
    PageClient bob = new PageClient(server);
    bob.signIn("bob");
    String bobs = String.valueOf(server.rows("SELECT id FROM session").getFirst().get("id"));
    browser.signIn("alice");
    browser.get("/account/sessions");

    browser.post("/account/sessions/end", Map.of("session", bobs));
    browser.post("/account/sessions/end-others", Map.of());

    assertThat(bob.get("/account").status()).isEqualTo(200);
  }

  @Test
  void theFileHoldsWhatIsKnownAndNoSecret() throws Exception {
    browser.signIn("alice");

    Answer answer = browser.get("/account/data/download");
    JsonNode file = new ObjectMapper().readTree(answer.body());

    assertThat(answer.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"countersign-account.json\"");
    assertThat(file.at("/account/user_name").asText()).isEqualTo("alice");
    assertThat(file.at("/account/email").asText()).isEqualTo("alice@example.org");
    assertThat(file.at("/organisation").asText()).isEqualTo("acme");
    assertThat(file.at("/sessions")).hasSize(1);
    assertThat(file.at("/sessions/0/network").asText()).isEqualTo("127.0.0.0/24");
    assertThat(file.at("/events/0/kind").asText()).isEqualTo("sign_in");
    assertThat(file.at("/events").toString()).doesNotContain("bob");
    assertThat(file.at("/face/kept").asBoolean()).isFalse();
    assertThat(answer.body()).doesNotContain("argon2", browser.cookie(PageClient.COOKIE));
  }

  @Test
  void aSignInOfAnotherCustomerIsAnotherPersons() {
    Customer other = server.customer("other");
    server.user(other, "carol");
    var carol = server.core().users.find(other.id(), "carol").orElseThrow();
    server
        .core()
        .users
        .update(
            other.id(),
            carol.id(),
            new dev.countersign.user.UserChange(
                java.util.Optional.empty(),
                java.util.Optional.of("Carol"),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                false),
            Origin.CLI);

    assertThat(browser.signIn("carol").status()).isEqualTo(422);
  }
}
