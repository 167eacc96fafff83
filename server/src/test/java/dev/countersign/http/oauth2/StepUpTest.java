package dev.countersign.http.oauth2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.customer.FactorSettings;
import dev.countersign.customer.FactorSettings.Second;
import dev.countersign.domain.Client;
import dev.countersign.domain.Customer;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.testing.AppOfCodes;
import dev.countersign.testing.Applications;
import dev.countersign.testing.PageClient;
import dev.countersign.testing.TestServer;
import dev.countersign.testing.TestServer.Answer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application asks for two factors by {@code acr_values}. */
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class StepUpTest {
  private static final String TWO = "&acr_values=urn%3Acountersign%3Aacr%3A2";
  private static final String SECOND = "/sign-in/second?";

  private TestServer server;
  private Customer acme;
  private Client shop;
  private PageClient browser;
  private AppOfCodes app;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = TestServer.start(folder);
    acme = server.customer("acme");
    User alice = server.user(acme, "alice");
    shop = Applications.add(server, acme, "Shop");
    app = AppOfCodes.setUp(server, alice);
    // Nobody is asked for a second factor unless an application wants it.
    server
        .core()
        .customerSettings
        .change(
            acme.id(),
            settings -> settings.withFactors(new FactorSettings(Second.OFF, 0, true, false)),
            Origin.CLI);
    browser = new PageClient(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whoIsSignedInWithOneFactorIsAskedForTheOtherAlone() {
    browser.signIn("alice");
    Object session = server.rows("SELECT id FROM session").getFirst().get("id");
    Answer signIn = follow(Applications.authorize(shop) + TWO);
    assertThat(signIn.header("Location")).startsWith(SECOND);
    Answer page = browser.get(signIn.header("Location"));
    assertThat(page.body()).contains("Code of your app").doesNotContain("type=\"password\"");

    Answer done = show(page, app.code());

    assertThat(done.header("Location")).startsWith("/oauth2/authorize?flow=");
    assertThat(server.rows("SELECT id, amr FROM session WHERE dialect = 'web'"))
        .containsExactly(Map.of("id", session, "amr", "pwd otp mfa"));
    assertThat(browser.get(done.header("Location")).header("Location")).startsWith("/consent");
  }

  @Test
  void whoSignsInForTheApplicationShowsBoth() {
    Answer page = follow(Applications.authorize(shop) + TWO);
    assertThat(page.body()).contains("type=\"password\"");
    Map<String, String> fields = new LinkedHashMap<>(hidden(page));
    fields.put("user-name", "alice");
    fields.put("password", TestServer.PASSWORD);
    Answer password = browser.post("/sign-in", fields);
    assertThat(password.header("Location")).startsWith(SECOND);

    Answer done = show(browser.get(password.header("Location")), app.code());

    assertThat(done.header("Location")).startsWith("/oauth2/authorize?flow=");
    assertThat(server.rows("SELECT amr FROM session WHERE dialect = 'web'"))
        .containsExactly(Map.of("amr", "pwd otp mfa"));
  }

  @Test
  void signingInBesideTheFlowSkipsNoFactorThatThePersonHolds() {
    String signIn = browser.get(Applications.authorize(shop) + TWO).header("Location");
    assertThat(signIn).startsWith("/sign-in?flow=");
    String resume = "/oauth2/authorize?flow=" + signIn.substring("/sign-in?flow=".length());

    browser.signIn("alice");

    assertThat(browser.get(resume).header("Location")).isEqualTo(signIn);
    Answer second = browser.get(signIn);
    assertThat(second.header("Location")).startsWith(SECOND);
    show(browser.get(second.header("Location")), app.code());
    assertThat(browser.get(resume).header("Location")).startsWith("/consent");
  }

  @Test
  void anApplicationThatAsksForNothingGetsWhatThereIs() {
    browser.signIn("alice");
    Answer answer = browser.get(Applications.authorize(shop));
    assertThat(answer.header("Location")).startsWith("/consent");
  }

  @Test
  void whoShowedTwoFactorsIsNotAskedAgain() {
    browser.signIn("alice");
    Answer signIn = follow(Applications.authorize(shop) + TWO);
    show(browser.get(signIn.header("Location")), app.code());
    assertThat(browser.get(Applications.authorize(shop) + TWO).header("Location"))
        .startsWith("/consent");
  }

  /** Where the authorization endpoint sends the browser first. */
  private Answer follow(String path) {
    Answer answer = browser.get(path);
    assertThat(answer.header("Location")).startsWith("/sign-in?flow=");
    return browser.get(answer.header("Location"));
  }

  private Answer show(Answer page, String code) {
    Map<String, String> fields = new LinkedHashMap<>(hidden(page));
    fields.put("code", code);
    return browser.post("/sign-in/second", fields);
  }

  private static Map<String, String> hidden(Answer page) {
    Map<String, String> fields = new LinkedHashMap<>();
    Matcher found =
        Pattern.compile("<input type=\"hidden\" name=\"([a-z]+)\" value=\"([^\"]*)\">")
            .matcher(page.body());
    while (found.find()) {
      fields.putIfAbsent(found.group(1), found.group(2).replace("&amp;", "&"));
    }
    return fields;
  }
}
